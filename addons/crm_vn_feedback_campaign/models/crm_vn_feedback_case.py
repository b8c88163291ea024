from odoo import fields, models


class CrmVnFeedbackCase(models.Model):
    _inherit = "crm.vn.feedback.case"

    def _vn_on_closed(self):
        """Who was passed over because of the complaint is next again."""
        result = super()._vn_on_closed()
        # sudo: the call lists of colleagues go on as well
        partners = self.sudo().partner_id.commercial_partner_id
        members = (
            self.env["crm.vn.campaign.member"]
            .sudo()
            .search(
                [
                    ("partner_id", "child_of", partners.ids),
                    ("meaning", "=", "waiting"),
                    ("postponed_until", ">", fields.Datetime.now()),
                ]
            )
        )
        calm = members - members._with_complaint()
        calm._vn_as_engine().postponed_until = False
        return result
