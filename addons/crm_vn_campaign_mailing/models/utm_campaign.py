from odoo import api, models


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    def action_vn_make_mailing(self):
        """Make a mailing to the members of this campaign, and open it."""
        self.ensure_one()
        self.check_access("read")
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": self.title,
                "campaign_id": self.id,
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "mailing_domain": "[]",
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": mailing._name,
            "res_id": mailing.id,
            "view_mode": "form",
        }

    @api.readonly
    def action_vn_open_mailings(self):
        """Open the mailings of this campaign."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mass_mailing.mailing_mailing_action_mail"
        )
        return {**action, "domain": [("campaign_id", "=", self.id)], "context": {}}
