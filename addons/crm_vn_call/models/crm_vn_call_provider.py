from odoo import models

from odoo.addons.crm_vn_call_provider.tools import conversation


class CrmVnCallProvider(models.Model):
    _inherit = "crm.vn.call.provider"

    def _vn_take_in(self, told):
        """Make calls from what was told."""
        result = super()._vn_take_in(told)
        self.env["crm.vn.call"]._absorb(self, told)
        return result

    def _vn_explain(self, fact):
        """Say which call a fact would touch."""
        call = self.env["crm.vn.call"].search(
            [
                ("provider_id", "=", self.id),
                ("conversation", "=", fact["conversation"]),
            ]
        )
        if call:
            return self.env._("It belongs to the call %s.", call.display_name)
        return self.env._(
            "It makes a new call: %s.", conversation.fold([fact])["state"]
        )
