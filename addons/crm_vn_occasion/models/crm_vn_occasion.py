from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..tools.celebrated import celebrated, days_ahead

#: occasions are known so many days ahead
HORIZON = 61
#: and kept so many days
KEPT = 400
KINDS = [
    ("birthday", "Birthday"),
    ("founding", "Founding day"),
    ("contract", "Contract anniversary"),
]


class CrmVnOccasion(models.Model):
    """A birthday or anniversary of this year that is near: kept by the system."""

    _name = "crm.vn.occasion"
    _inherit = ["crm.vn.care.source.mixin", "crm.vn.day.mixin"]
    _description = "Birthday or anniversary"
    _order = "date, id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    contract_id = fields.Many2one(
        "crm.vn.contract",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        # its name would tell of a contract that one may not read
        groups="sales_team.group_sale_salesman_all_leads",
    )
    date = fields.Date(required=True, readonly=True, index=True)
    years = fields.Integer(
        readonly=True, help="How many years it is; 0: not known", aggregator=None
    )
    lunar_date = fields.Char(compute="_compute_lunar_date")
    user_id = fields.Many2one(related="partner_id.user_id", string="Owner")
    company_id = fields.Many2one(related="partner_id.company_id", store=True)
    phone = fields.Char(related="partner_id.phone")

    _once_uniq = models.UniqueIndex(
        "(partner_id, kind, date, COALESCE(contract_id, 0))",
        "This occasion is there already.",
    )

    @api.depends("kind", "partner_id", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["kind"]._description_selection(self.env))
        for occasion in self:
            occasion.display_name = self.env._(
                "%(occasion)s: %(customer)s, %(date)s",
                occasion=names.get(occasion.kind, ""),
                customer=occasion.partner_id.name or "",
                date=format_date(self.env, occasion.date),
            )

    @api.depends("kind", "date")
    def _compute_lunar_date(self):
        for occasion in self:
            # sudo: how the birthday was given, of an occasion that is read anyway
            partner = occasion.partner_id.sudo()
            lunar = occasion.kind == "birthday" and partner.vn_birth_is_lunar
            occasion.lunar_date = lunar and partner._vn_birthday_label()

    # === Engine ===
    @api.model
    def _vn_refresh(self, partners=None):
        """Bring the occasions ahead up to what customers and contracts say.

        Set-based, and the same for some as for all. Past ones stay for a year, unless
        the day that they tell of was taken away.

        :param partners: of these customers only
        :return: the new occasions
        """
        self.env.flush_all()
        today = self.env.company._vn_today()
        wanted = self._get_wanted(today, partners)
        only = SQL("AND o.partner_id = ANY(%s)", partners.ids) if partners else SQL()
        gone = self.env.execute_query(
            SQL(
                """
                SELECT o.id FROM crm_vn_occasion o
                 WHERE (o.date >= %(today)s %(only)s AND NOT EXISTS (
                        SELECT FROM (%(wanted)s) w
                         WHERE w.partner_id = o.partner_id AND w.kind = o.kind
                           AND w.date = o.date
                           AND COALESCE(w.contract_id, 0) =
                               COALESCE(o.contract_id, 0)))
                    OR o.date < %(old)s
                    OR EXISTS (
                        SELECT FROM res_partner p
                         WHERE p.id = o.partner_id AND CASE o.kind
                               WHEN 'birthday' THEN COALESCE(p.vn_birth_day, 0) = 0
                               WHEN 'founding' THEN p.vn_founding_date IS NULL
                               ELSE FALSE END)
                """,
                today=today,
                only=only,
                wanted=wanted,
                old=today - timedelta(days=KEPT),
            )
        )
        gone = self.browse([row[0] for row in gone])
        gone._vn_care_end(lambda record: self.env._("The occasion is no more"))
        gone.unlink()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_occasion (
                    partner_id, kind, contract_id, date, years, company_id,
                    create_uid, create_date, write_uid, write_date)
                SELECT w.partner_id, w.kind, w.contract_id, w.date, w.years,
                       w.company_id, %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM (%(wanted)s) w
                 ORDER BY w.date, w.partner_id
                    ON CONFLICT (partner_id, kind, date, COALESCE(contract_id, 0))
                    DO UPDATE SET years = EXCLUDED.years,
                                  company_id = EXCLUDED.company_id,
                                  write_uid = EXCLUDED.write_uid,
                                  write_date = EXCLUDED.write_date
                        WHERE (crm_vn_occasion.years, crm_vn_occasion.company_id)
                              IS DISTINCT FROM (EXCLUDED.years, EXCLUDED.company_id)
             RETURNING id, xmax = 0
                """,
                wanted=wanted,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.invalidate_model(flush=False)
        new = self.browse([occasion_id for occasion_id, is_new in rows if is_new])
        new._vn_care_begin("occasion")
        return new

    @api.model
    def _get_wanted(self, today, partners=None):
        """Return the SELECT of the occasions that there should be from today on."""
        days = SQL(", ").join(
            SQL("(%s::date, %s, %s, %s, %s, %s)", day, *key, year)
            for day in days_ahead(today, HORIZON)
            for key, year in celebrated(day).items()
        )
        only = SQL("AND p.id = ANY(%s)", partners.ids) if partners else SQL()
        return SQL(
            """
            WITH near (date, lunar, leap, month, day, year) AS (VALUES %(days)s),
            customer AS (
                SELECT p.* FROM res_partner p
                  JOIN res_partner c ON c.id = p.commercial_partner_id
                 WHERE p.active AND c.active
                   AND COALESCE(p.vn_do_not_contact, FALSE) IS FALSE
                   AND COALESCE(c.vn_do_not_contact, FALSE) IS FALSE
                   AND (p.vn_relationship_id IS NOT NULL
                        OR c.vn_relationship_id IS NOT NULL) %(only)s)
            SELECT p.id AS partner_id, 'birthday'::varchar AS kind,
                   NULL::int AS contract_id, near.date,
                   CASE WHEN p.vn_birth_year > 0 THEN
                       near.year - p.vn_birth_year ELSE 0 END AS years, p.company_id
              FROM customer p
              JOIN near ON near.month = p.vn_birth_month
                       AND near.day = p.vn_birth_day
                       AND near.lunar = COALESCE(p.vn_birth_is_lunar, FALSE)
                       AND near.leap = COALESCE(p.vn_birth_is_leap, FALSE)
             UNION ALL
            SELECT p.id, 'founding', NULL, near.date,
                   near.year - extract(year FROM p.vn_founding_date)::int, p.company_id
              FROM customer p
              JOIN near ON NOT near.lunar
                       AND near.month = extract(month FROM p.vn_founding_date)
                       AND near.day = extract(day FROM p.vn_founding_date)
                       AND near.year > extract(year FROM p.vn_founding_date)
             UNION ALL
            SELECT p.id, 'contract', contract.id, near.date,
                   near.year - extract(year FROM contract.start_date)::int, p.company_id
              FROM customer p
              JOIN crm_vn_contract contract ON contract.partner_id = p.id
              JOIN crm_vn_contract_status status ON status.id = contract.status_id
               AND status.meaning = 'active'
              JOIN near ON NOT near.lunar
                       AND near.month = extract(month FROM contract.start_date)
                       AND near.day = extract(day FROM contract.start_date)
                       AND near.year > extract(year FROM contract.start_date)
             WHERE contract.is_annex IS NOT TRUE
            """,
            days=days,
            only=only,
        )

    @api.model
    def _cron_refresh(self):
        """Look sixty days ahead, once a day.

        Strategy: two set-based statements over those who have a day; a second run
        finds nothing to add and nothing to take away.
        """
        self._vn_refresh()

    # === Source of care ===
    def _vn_care_name(self):
        """Whoever looks for occasions, the name is in the language of the owner."""
        self.ensure_one()
        partner = self.partner_id
        owner = partner.user_id or partner.commercial_partner_id.user_id
        lang = owner.lang or self.env.lang
        return super(CrmVnOccasion, self.with_context(lang=lang))._vn_care_name()

    def _vn_care_company(self):
        """A customer of no company is cared for where the owner works."""
        self.ensure_one()
        partner = self.partner_id
        owner = partner.user_id or partner.commercial_partner_id.user_id
        return self.company_id or owner.company_id or self.env.company

    def _vn_care_date(self):
        self.ensure_one()
        return self.date

    def _vn_care_in_force(self):
        self.ensure_one()
        return not self.partner_id._vn_refuses_contact()

    @api.model
    def _vn_care_domain(self, since=None):
        domain = Domain("date", ">=", self.env.company._vn_today())
        return domain & Domain("date", ">=", since) if since else domain

    def _vn_care_starts(self, plan):
        self.ensure_one()
        wanted = plan.vn_occasion_kind
        return super()._vn_care_starts(plan) and (not wanted or wanted == self.kind)

    # === Actions ===
    @api.readonly
    def action_open_partner(self):
        """Open the customer, or the contact, whose day it is."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }
