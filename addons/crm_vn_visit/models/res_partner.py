from urllib.parse import quote

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_visit_ids = fields.One2many(
        "crm.vn.visit",
        "partner_id",
        string="Visits",
        groups="sales_team.group_sale_salesman",
        copy=False,
    )
    vn_visit_count = fields.Integer(
        string="Number of visits",
        compute="_compute_vn_counts",
        groups="sales_team.group_sale_salesman",
    )
    vn_place_reason = fields.Char(
        string="Why it has no position",
        compute="_compute_vn_place_reason",
        groups="sales_team.group_sale_salesman",
    )

    @api.depends("partner_latitude", "partner_longitude", "street", "city_id")
    def _compute_vn_place_reason(self):
        texts = {
            "none": self.env._("No address"),
            "ward": self.env._("The address names no ward"),
            "taken": self.env._("Nobody took the position at a check-in yet"),
        }
        for partner in self:
            reason = "none" if not (partner.street or partner.city_id) else "taken"
            if partner.street and not partner.city_id:
                reason = "ward"
            partner.vn_place_reason = not partner._vn_has_place() and texts[reason]

    @api.model
    def _vn_customer_documents(self):
        return {**super()._vn_customer_documents(), "crm.vn.visit": "partner_id"}

    @api.model
    def _vn_planned_ahead(self, today):
        """Who is visited soon is not forgotten."""
        self.env["crm.vn.visit"].flush_model(["partner_id", "state", "date"])
        planned = SQL("v.state = 'planned' AND v.date >= %s", today)
        visits = SQL("SELECT v.partner_id FROM crm_vn_visit v WHERE %s", planned)
        # who visits the contact visits the company
        of_contacts = SQL(
            "SELECT c.commercial_partner_id AS partner_id "
            "FROM crm_vn_visit v JOIN res_partner c ON c.id = v.partner_id "
            "WHERE %s AND c.commercial_partner_id <> c.id",
            planned,
        )
        return [*super()._vn_planned_ahead(today), visits, of_contacts]

    def _vn_counts(self):
        visits = {"model": "crm.vn.visit", "domain": [("state", "=", "done")]}
        return {**super()._vn_counts(), "vn_visit_count": visits}

    # === What visits tell the other addons ===
    def _vn_contact_kinds(self):
        return {**super()._vn_contact_kinds(), "visit": self.env._("Visit")}

    @api.model
    def _vn_contact_facts(self):
        """Add the visits that took place."""
        names = ["partner_id", "user_id", "state", "check_in_date"]
        self.env["crm.vn.visit"].flush_model(names)
        return [
            *super()._vn_contact_facts(),
            SQL(
                """
                SELECT v.partner_id, %s AS day, 'visit'::varchar AS kind,
                       NULL::int AS type_id, v.user_id,
                       'crm.vn.visit'::varchar AS model, v.id AS res_id
                  FROM crm_vn_visit v
                 WHERE v.state = 'done' AND v.check_in_date IS NOT NULL
                """,
                self.env.company._vn_day_sql(SQL("v.check_in_date")),
            ),
        ]

    @api.model
    def _vn_customer_events(self):
        return {
            **super()._vn_customer_events(),
            "visit": {
                "label": self.env._("Visit"),
                "model": "crm.vn.visit",
                "partner": "partner_id",
                # as the last contact: the day on which one was there
                "date": "check_in_date",
                "domain": Domain("state", "=", "done"),
            },
        }

    @api.model
    def _vn_document_dates(self):
        return {**super()._vn_document_dates(), "crm.vn.visit": "date"}

    # === How often a customer is visited ===
    def _vn_visit_needs(self):
        """Return how often customers should be visited, where something says so.

        Extend it with what customers are worth: a tier, stars.

        :return: ``{customer: {"frequency": code, "weeks": number, "weight": factor}}``;
            the weight multiplies how overdue a visit is
        """
        return {}

    # === Where a customer is ===

    def _vn_has_place(self):
        """Tell whether the customer has a position."""
        self.ensure_one()
        return bool(self.partner_latitude or self.partner_longitude)

    def _vn_get_place(self):
        """Return the customer's (latitude, longitude)."""
        self.ensure_one()
        return self.partner_latitude, self.partner_longitude

    def _vn_get_rough_places(self):
        """Return ``{customer: (latitude, longitude)}`` of those without a position.

        The middle of their ward, as far as other customers in it are known: enough to
        order stops, and no proof of anything.
        """
        without = self.filtered(lambda one: one.city_id and not one._vn_has_place())
        if not without:
            return {}
        known = Domain("partner_latitude", "!=", 0) | Domain(
            "partner_longitude", "!=", 0
        )
        middle = {
            ward: place
            for ward, *place in self._read_group(
                known & Domain("city_id", "in", without.city_id.ids),
                ["city_id"],
                ["partner_latitude:avg", "partner_longitude:avg"],
            )
        }
        return {
            one: tuple(middle[one.city_id]) for one in without if one.city_id in middle
        }

    def _vn_map_url(self):
        """Return the address that opens the phone's own map at the customer."""
        self.ensure_one()
        if self._vn_has_place():
            return f"geo:{self.partner_latitude},{self.partner_longitude}"
        return f"geo:0,0?q={quote(self._vn_address_line() or self.name)}"

    @api.readonly
    def action_vn_open_visits(self):
        """Open the visits to this customer."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_visit.crm_vn_visit_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.id)],
            "context": {"default_partner_id": self.id, "search_default_done": 1},
        }
