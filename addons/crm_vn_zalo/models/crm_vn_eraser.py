from odoo import models


class CrmVnEraser(models.AbstractModel):
    _inherit = "crm.vn.eraser"

    def _delete_rows(self, people, report):
        # the links are the system's, and this is the system; chats go with the user
        persons = self.env["crm.vn.zalo.user"].sudo()._vn_as_engine()
        persons = persons.search([("partner_id", "in", people.ids)])
        report["crm.vn.zalo.user"] += len(persons)
        persons.channel_id.unlink()
        persons.unlink()
        return super()._delete_rows(people, report)
