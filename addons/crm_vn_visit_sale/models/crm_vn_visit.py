from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVnVisit(models.Model):
    """What a visit sold."""

    _inherit = "crm.vn.visit"

    order_ids = fields.One2many(
        "sale.order", "vn_visit_id", string="Quotations and orders", readonly=True
    )
    order_count = fields.Integer(string="Orders", compute="_compute_order_count")

    @api.depends("order_ids")
    def _compute_order_count(self):
        """Count those that the reader may see."""
        counts = dict(
            self.env["sale.order"]._read_group(
                [("vn_visit_id", "in", self.ids)], ["vn_visit_id"], ["__count"]
            )
        )
        for visit in self:
            visit.order_count = counts.get(visit._origin, 0)

    def action_make_quotation(self):
        """Make a quotation for the customer of this visit, and open it.

        :raise UserError: for a visit that was skipped
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "skipped":
            raise UserError(
                self.env._(
                    "The visit to %s was skipped: make the quotation at the visit that "
                    "takes its place.",
                    self.partner_id.display_name,
                )
            )
        order = (
            self.env["sale.order"]
            .with_company(self.company_id)
            .create(self._prepare_quotation())
        )
        order._vn_as_engine().vn_visit_id = self
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "res_id": order.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _prepare_quotation(self):
        """Return the values of the quotation of this visit."""
        self.ensure_one()
        return {"partner_id": self.partner_id.id, "company_id": self.company_id.id}

    @api.readonly
    def action_open_orders(self):
        """Open the quotations and orders of this visit."""
        self.check_access("read")
        self.ensure_one()
        domain = [("vn_visit_id", "=", self.id)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Quotations and orders"),
            "res_model": "sale.order",
            "view_mode": "list,form",
            "domain": domain,
        }
