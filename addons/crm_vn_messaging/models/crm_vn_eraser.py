from odoo import api, models


class CrmVnEraser(models.AbstractModel):
    _inherit = "crm.vn.eraser"

    @api.model
    def _get_deleted(self):
        """Messages of a person go; raw events that hold the number are swept."""
        return {**super()._get_deleted(), "sms.sms": "partner_id"}

    def _delete_rows(self, people, report):
        # the log is the system's, and this is the system
        messages = self.env["crm.vn.message"].sudo()._vn_as_engine()
        messages = messages.search([("partner_id", "in", people.ids)])
        report["crm.vn.message"] += len(messages)
        messages.unlink()
        return super()._delete_rows(people, report)
