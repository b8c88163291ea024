from odoo import api, models


class MailActivityMixin(models.AbstractModel):
    """Documents whose activities count, or that are events of a published rule."""

    _inherit = "mail.activity.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["crm.vn.score.engine"]._queue(records._vn_get_event_partners())
        return records

    def write(self, vals):
        engine = self.env["crm.vn.score.engine"]
        # what is loaded from data is written with its id: that moves nothing
        path = self.env["res.partner"]._vn_customer_documents().get(self._name, "id")
        moving = path != "id" and path.split(".")[0] in vals
        owners = [engine._get_document_owners(self)] if moving else []
        partners = self._vn_get_event_partners()
        result = super().write(vals)
        if moving:
            owners.append(engine._get_document_owners(self))
        for partners_of, leads in owners:
            engine._queue(partners_of, leads)
        engine._queue(partners | self._vn_get_event_partners())
        return result

    def unlink(self):
        partners = self._vn_get_event_partners()
        result = super().unlink()
        self.env["crm.vn.score.engine"]._queue(partners)
        return result

    def _vn_get_event_partners(self):
        """Return the customers of these records if a published rule looks at them."""
        name = self.env["crm.vn.score.rule"]._get_followed().get(self._name)
        if not name or self._name == "res.partner":
            return self.env["res.partner"]
        # sudo: whose score it is need not be readable
        return self.env["crm.vn.score.engine"]._get_existing(self.sudo(), name)
