from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

PURCHASE_FACTS = [
    "vn_first_order_date",
    "vn_last_order_date",
    "vn_order_count",
    "vn_purchase_cycle_days",
]
#: partners whose facts are repaired between two commits
REPAIR_BATCH = 250_000


class ResPartner(models.Model):
    _inherit = "res.partner"
    _vn_engine_fields = PURCHASE_FACTS

    # === Purchase facts ===
    # Of the confirmed orders of the company that one works in, by the commercial
    # partner and all its contacts; each of these partners holds the same values.
    vn_first_order_date = fields.Date(
        string="First order date",
        company_dependent=True,
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Of the confirmed orders of the customer and its contacts",
    )
    vn_last_order_date = fields.Date(
        string="Last order date",
        company_dependent=True,
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Of the confirmed orders of the customer and its contacts",
    )
    vn_order_count = fields.Integer(
        string="Confirmed orders",
        company_dependent=True,
        readonly=True,
        copy=False,
        # a contact holds its company's number: a sum would count orders twice
        aggregator=None,
        groups="base.group_user",
        help="Of the customer and its contacts",
    )
    vn_orders_readable = fields.Boolean(
        string="Orders can be listed",
        compute="_compute_vn_counts",
        groups="base.group_user",
        help="Somebody else's orders are counted, but their list would be shorter",
    )
    vn_purchase_cycle_days = fields.Float(
        string="Purchase cycle (days)",
        digits=(16, 1),
        company_dependent=True,
        readonly=True,
        copy=False,
        aggregator="avg",
        groups="base.group_user",
        help="Median number of days from one confirmed order to the next, from three "
        "orders on",
    )
    vn_days_since_order = fields.Integer(
        string="Days since last order",
        compute="_compute_vn_days_since_order",
        search="_search_vn_days_since_order",
        groups="base.group_user",
        help="Who never ordered has no such number: see Never ordered",
    )

    # === Computes ===
    @api.depends("vn_last_order_date")
    @api.depends_context("company")
    def _compute_vn_days_since_order(self):
        today = self.env.company._vn_today()
        for partner in self:
            last = partner.vn_last_order_date
            partner.vn_days_since_order = (today - last).days if last else False

    @api.model
    def _search_vn_days_since_order(self, operator, value):
        """Turn days into dates; who never ordered is found by none of them."""
        turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "in": "in"}
        if operator not in turned:
            return NotImplemented
        today = self.env.company._vn_today()
        ordered = Domain("vn_last_order_date", "!=", False)
        try:
            if operator == "in":
                # False is "not set", which 0 days is not
                numbers = [number for number in value if number is not False]
                days = [today - timedelta(days=int(number)) for number in numbers]
            else:
                days = today - timedelta(days=int(value))
        except (OverflowError, TypeError, ValueError) as error:
            raise UserError(
                self.env._(
                    "%(value)s is no number of days: give a whole number such as 90.",
                    value=value,
                )
            ) from error
        found = ordered & Domain("vn_last_order_date", turned[operator], days)
        if operator == "in" and len(numbers) < len(value):
            found |= ~ordered
        return found

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners.filtered("parent_id")._vn_purchase_refresh()
        return partners

    def write(self, vals):
        if not {"parent_id", "is_company"} & vals.keys():
            return super().write(vals)
        before = {partner: partner.commercial_partner_id for partner in self}
        result = super().write(vals)
        moved = self.browse()
        for partner in self:
            if partner.commercial_partner_id != before[partner]:
                moved |= partner | before[partner]
        moved._vn_purchase_refresh()
        return result

    # === Engine ===
    def _vn_purchase_refresh(self):
        """Bring the purchase facts of these customers up to date.

        The facts are those of the commercial partners of *self* and of all their
        contacts, in every company. Called after anything that moves a confirmed
        order; calling it once more changes nothing.

        :return: the partners whose facts changed
        """
        if not self.ids:
            return self.browse()
        # plain SQL: facts are kept for the whole entity, whoever may read its contacts
        return self._vn_purchase_update(
            SQL(
                """p.commercial_partner_id = ANY(ARRAY(
                    SELECT q.commercial_partner_id FROM res_partner q
                     WHERE q.id IN %s))""",
                tuple(self.ids),
            )
        )

    @api.model
    def _vn_purchase_rebuild(self):
        """Bring the purchase facts of everyone up to date by one statement.

        :return: the partners whose facts were wrong
        """
        return self._vn_purchase_update(SQL("TRUE"))

    @api.model
    def _vn_purchase_update(self, scope):
        """Write the purchase facts of the partners ``p`` in *scope*, if they differ."""
        self.env["sale.order"].flush_model(
            ["state", "partner_id", "company_id", "date_order"]
        )
        self.env["res.company"].flush_model(["vn_timezone"])
        self.env["res.partner"].flush_model(["commercial_partner_id", *PURCHASE_FACTS])
        rows = self.env.execute_query(
            SQL(
                """
                WITH bought AS (
                    SELECT p.commercial_partner_id AS entity,
                           o.company_id,
                           %(day)s AS day
                      FROM sale_order o
                      JOIN res_partner p ON p.id = o.partner_id
                      JOIN res_company company ON company.id = o.company_id
                     WHERE o.state = 'sale' AND %(scope)s
                ), paced AS (
                    SELECT entity, company_id, day,
                           day - lag(day) OVER (
                               PARTITION BY entity, company_id ORDER BY day) AS gap
                      FROM bought
                ), counted AS (
                    SELECT entity, company_id::text AS company,
                           min(day) AS first, max(day) AS last, count(*) AS orders,
                           CASE WHEN count(*) >= 3 THEN
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY gap)
                           END AS cycle
                      FROM paced
                     GROUP BY entity, company_id
                ), fact AS (
                    SELECT entity,
                           jsonb_object_agg(company, first) AS first,
                           jsonb_object_agg(company, last) AS last,
                           jsonb_object_agg(company, orders) AS orders,
                           jsonb_object_agg(company, cycle)
                               FILTER (WHERE cycle IS NOT NULL) AS cycle
                      FROM counted
                     GROUP BY entity
                )
                UPDATE res_partner partner
                   SET vn_first_order_date = new.first,
                       vn_last_order_date = new.last,
                       vn_order_count = new.orders,
                       vn_purchase_cycle_days = new.cycle
                  FROM (SELECT p.id, fact.*
                          FROM res_partner p
                     LEFT JOIN fact ON fact.entity = p.commercial_partner_id
                         WHERE %(scope)s) new
                 WHERE new.id = partner.id
                   AND (partner.vn_first_order_date, partner.vn_last_order_date,
                        partner.vn_order_count, partner.vn_purchase_cycle_days)
                       IS DISTINCT FROM (new.first, new.last, new.orders, new.cycle)
             RETURNING partner.id
                """,
                day=self.env.company._vn_day_sql(
                    SQL("o.date_order"), SQL("company.vn_timezone")
                ),
                scope=scope,
            )
        )
        changed = self.browse([partner_id for (partner_id,) in rows])
        changed.invalidate_recordset(
            [*PURCHASE_FACTS, "vn_days_since_order"], flush=False
        )
        return changed

    # === Crons ===
    @api.model
    def _cron_vn_purchase_repair(self):
        """Repair the purchase facts of everyone.

        Strategy: the facts are right already unless something wrote orders by plain
        SQL, so each batch of partners is one statement that changes what differs; a
        commit after each keeps no row locked for long, and a run that stops half-way
        is simply begun anew. Four batches at the most: each reads all orders.
        """
        Cron = self.env["ir.cron"]
        [(last,)] = self.env.execute_query(SQL("SELECT max(id) FROM res_partner"))
        size = max(REPAIR_BATCH, last // 4 + 1)
        starts = range(0, last + 1, size)
        Cron._commit_progress(remaining=len(starts))
        for start in starts:
            # what PostgreSQL takes for 200 customers would not fit into less
            self.env.cr.execute("SET LOCAL work_mem = '64MB'")
            self._vn_purchase_update(
                SQL(
                    "p.commercial_partner_id BETWEEN %s AND %s",
                    start,
                    start + size - 1,
                )
            )
            if not Cron._commit_progress(1):
                break

    def _vn_counts(self):
        """Add whether the list of the orders would hold as many as are counted."""

        def is_whole(partner, number):
            return bool(number) and number == partner.vn_order_count

        return {
            **super()._vn_counts(),
            "vn_orders_readable": {
                "model": "sale.order",
                "domain": self._vn_confirmed_orders_domain(),
                "scope": "entity",
                "value": is_whole,
            },
        }

    def _vn_confirmed_orders_domain(self):
        """Return the domain of the orders that the purchase facts are made of."""
        entities = self._origin.commercial_partner_id
        return [
            ("partner_id.commercial_partner_id", "in", entities.ids),
            ("company_id", "=", self.env.company.id),
            ("state", "=", "sale"),
        ]

    # === Actions ===
    @api.readonly
    def action_vn_view_confirmed_orders(self):
        """Open exactly the orders that the purchase facts are made of."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("sale.action_orders")
        action["domain"] = self._vn_confirmed_orders_domain()
        action["context"] = {
            "default_partner_id": self.id,
            "active_test": False,
        }
        return action

    @api.readonly
    def action_vn_generate_documents(self):
        """Open the wizard that makes documents for these customers."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_sale.crm_vn_document_generate_action"
        )
        action["context"] = {"active_model": self._name, "active_ids": self.ids}
        return action
