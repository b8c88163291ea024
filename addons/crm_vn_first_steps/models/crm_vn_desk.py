from odoo import api, models


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    @api.model
    def _get_blocks(self, scope):
        """Show those who set up the company what is missing, until they hide it.

        The block asks for the steps by itself: the desk is drawn without them.
        """
        blocks = super()._get_blocks(scope)
        if (
            scope["kind"] in ("me", "all")
            and self.env["crm.vn.first.steps"]._is_shown()
        ):
            blocks["first_steps"] = {}
        return blocks
