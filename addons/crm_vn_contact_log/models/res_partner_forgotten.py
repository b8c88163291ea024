"""Don't forget: customers nobody has spoken to for too long."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

# what says that something is planned
OPEN_FIELDS = ["active", "date_deadline", "res_id", "res_model"]


class ResPartner(models.Model):
    _inherit = "res.partner"

    # === Don't forget ===
    vn_snooze_date = fields.Date(
        string="Not before",
        copy=False,
        tracking=True,
        groups="base.group_user",
        help="Until this day the customer is left out of “Don't forget”",
    )
    vn_snooze_reason = fields.Char(
        string="Reason to wait", copy=False, groups="base.group_user"
    )
    vn_days_since_contact = fields.Integer(
        string="Days without contact",
        compute="_compute_vn_days_since_contact",
        groups="base.group_user",
        help="Since the last contact, else since the customer was created",
    )
    vn_is_forgotten = fields.Boolean(
        string="Don't forget",
        compute="_compute_vn_is_forgotten",
        search="_search_vn_is_forgotten",
        groups="base.group_user",
        help="Nobody was in touch for more days than allowed, and nothing is planned",
    )
    vn_forgotten_reason = fields.Char(
        string="Why",
        compute="_compute_vn_forgotten_reason",
        groups="base.group_user",
    )

    # counters and first page of the desk, without a look into the wide table
    _vn_desk_idx = models.Index(
        "(user_id, vn_contact_base_date, id) "
        "INCLUDE (vn_relationship_id, vn_snooze_date, company_id, partner_share) "
        "WHERE active IS TRUE AND vn_relationship_id IS NOT NULL"
    )
    # the contacts of a customer; most customers have none
    _vn_contacts_idx = models.Index(
        "(commercial_partner_id, id) WHERE commercial_partner_id <> id"
    )

    @api.depends("vn_contact_base_date")
    def _compute_vn_days_since_contact(self):
        today = self.env.company._vn_today()
        for partner in self:
            base = partner.vn_contact_base_date
            partner.vn_days_since_contact = (today - base).days if base else 0

    @api.depends("vn_contact_base_date", "vn_snooze_date", "vn_relationship_id")
    def _compute_vn_is_forgotten(self):
        stored = self.filtered("id")
        (self - stored).vn_is_forgotten = False
        forgotten = self.with_context(active_test=False).search(
            Domain("id", "in", stored.ids) & self._vn_forgotten_domain()
        )
        for partner in stored:
            partner.vn_is_forgotten = partner in forgotten

    def _search_vn_is_forgotten(self, operator, value):
        if operator != "in":
            return NotImplemented
        if {True, False} <= set(value):
            return Domain.TRUE
        domain = self._vn_forgotten_domain()
        return domain if True in value else ~domain

    @api.depends("vn_contact_base_date", "vn_last_contact_summary")
    @api.depends_context("lang")
    def _compute_vn_forgotten_reason(self):
        ahead = self._vn_open_activity_days()
        for partner in self:
            partner.vn_forgotten_reason = self.env._(
                "%(days)s days, %(last)s, %(planned)s",
                days=partner.vn_days_since_contact,
                last=partner._vn_reason_last(),
                planned=partner._vn_reason_planned(ahead.get(partner.id)),
            )

    def _vn_reason_last(self):
        if self.vn_last_contact_date:
            return self.env._("last: %s", self.vn_last_contact_summary)
        return self.env._("never contacted")

    def _vn_reason_planned(self, deadline):
        if not deadline:
            return self.env._("nothing planned")
        return self.env._("planned for %s", format_date(self.env, deadline))

    def _vn_open_activity_days(self):
        """Return the latest deadline of each customer's open activities."""
        if not self.ids:
            return {}
        self.env["mail.activity"].flush_model(OPEN_FIELDS)
        self._vn_flush_documents()
        parts = []
        for model in self._vn_customer_documents():
            joins, customer = self._vn_link_customer(model, SQL("a.res_id"))
            parts.append(
                SQL(
                    """
                    SELECT c.id, c.commercial_partner_id AS company, a.date_deadline
                      FROM mail_activity a %s JOIN res_partner c ON c.id = %s
                     WHERE a.active IS TRUE AND a.res_model = %s
                       AND c.commercial_partner_id = ANY(ARRAY(
                           SELECT commercial_partner_id FROM res_partner
                            WHERE id = ANY(%s)))
                    """,
                    joins,
                    customer,
                    model,
                    self.ids,
                )
            )
        # plain SQL: only that something is planned and when, of customers being read
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT target.id, max(planned.date_deadline)
                      FROM (%s) planned
                CROSS JOIN LATERAL (SELECT planned.id UNION
                                    SELECT planned.company) target (id)
                     WHERE target.id = ANY(%s)
                  GROUP BY target.id
                    """,
                    SQL(" UNION ALL ").join(parts),
                    self.ids,
                )
            )
        )

    # === Actions ===
    @api.readonly
    def action_vn_snooze(self):
        """Ask until when, and why, these customers are left out."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remind me later"),
            "res_model": "crm.vn.snooze",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_partner_ids": self.ids},
        }

    # === The rule ===
    @api.model
    def _vn_forgotten_domain(self):
        """Return the domain of the customers that are being forgotten.

        Their last contact, else their creation, is more days ago than their
        relationship allows (0: the company's number; 0 there too: never), nothing
        is planned for today or later, and nobody asked to wait.
        """
        today = self.env.company._vn_today()
        self.env["mail.activity"].flush_model(OPEN_FIELDS)
        self._vn_flush_documents()
        self.env["calendar.event"]._vn_flush_meetings()
        waiting = Domain("vn_snooze_date", "=", False) | Domain(
            "vn_snooze_date", "<=", today
        )
        return (
            Domain(self._vn_is_customer_domain())
            & self._vn_late_domain(today)
            & waiting
            & Domain.custom(
                to_sql=lambda model, alias, query: self._vn_nothing_ahead(alias, today)
            )
        )

    @api.model
    def _vn_late_domain(self, today):
        own = self.env["crm.vn.relationship"]._get_contact_limits()
        late = Domain.FALSE
        for days, ids in own.items():
            late |= Domain("vn_relationship_id", "in", ids) & Domain(
                "vn_contact_base_date", "<", today - timedelta(days=days)
            )
        self.env.companies.fetch(["vn_contact_limit_days"])
        others = [one for ids in own.values() for one in ids]
        for days, companies in self.env.companies.grouped(
            "vn_contact_limit_days"
        ).items():
            if days <= 0:
                continue
            ids = companies.ids + ([False] if self.env.company in companies else [])
            late |= (
                Domain("vn_relationship_id", "not in", others)
                & Domain("company_id", "in", ids)
                & Domain("vn_contact_base_date", "<", today - timedelta(days=days))
            )
        return late

    @api.model
    def _vn_planned_ahead(self, today):
        """Return SELECTs of who has something planned, column ``partner_id``.

        Activities of all documents of a customer, and meetings, are there already:
        extend it with what your addon plans beside them. Keep each a plain SELECT
        with joins, so that the planner can turn it into an anti-join.

        :param today: the user's day; what is due on it is still ahead
        :return: list of ``SQL``
        """
        sources = []
        for model in self._vn_customer_documents():
            joins, customer = self._vn_link_customer(model, SQL("a.res_id"))
            ahead = SQL(
                "a.active IS TRUE AND a.res_model = %s AND a.date_deadline >= %s",
                model,
                today,
            )
            sources += [
                SQL(
                    "SELECT %s AS partner_id FROM mail_activity a %s WHERE %s",
                    customer,
                    joins,
                    ahead,
                ),
                SQL(
                    "SELECT c.commercial_partner_id AS partner_id "
                    "FROM mail_activity a %s JOIN res_partner c ON c.id = %s "
                    "WHERE %s AND c.commercial_partner_id <> c.id",
                    joins,
                    customer,
                    ahead,
                ),
            ]
        return [*sources, self.env["calendar.event"]._vn_select_ahead()]

    @api.model
    def _vn_nothing_ahead(self, alias, today):
        return SQL(" AND ").join(
            SQL(
                "NOT EXISTS (SELECT 1 FROM (%s) ahead WHERE ahead.partner_id = %s)",
                source,
                SQL.identifier(alias, "id"),
            )
            for source in self._vn_planned_ahead(today)
        )

    @api.model
    def _vn_forgotten_order(self):
        """Return the order of "Don't forget": the longest forgotten first.

        Extend it to put the most valuable customers before.
        """
        return "vn_contact_base_date, id"
