from odoo import fields, models


class CrmVnContactLog(models.Model):
    """A contact that took place or was sent: what the limits per day count."""

    _name = "crm.vn.contact.log"
    _inherit = ["crm.vn.channel.mixin", "crm.vn.protected.mixin"]
    _description = "Contact with a customer"
    _order = "date desc, id desc"
    _rec_name = "address"
    _vn_engine_only = True

    partner_id = fields.Many2one(
        "res.partner", index="btree_not_null", readonly=True, ondelete="cascade"
    )
    address = fields.Char(readonly=True)
    date = fields.Datetime(required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    res_model = fields.Char(string="Document model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True
    )

    _partner_idx = models.Index("(partner_id, channel, purpose, date)")
    _address_idx = models.Index(
        "(address, channel, purpose, date) WHERE address IS NOT NULL"
    )

    def _vn_get_engine_hint(self, names):
        return self.env._("Contacts are registered by what sends them, not by hand.")
