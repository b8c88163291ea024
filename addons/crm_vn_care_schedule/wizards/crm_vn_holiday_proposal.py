from odoo import models


class CrmVnHolidayProposal(models.TransientModel):
    _inherit = "crm.vn.holiday.proposal"

    def _action_after(self):
        """Offer to move the care that lies on days off now."""
        lines = self.env["crm.vn.care.line"].with_company(self.company_id)
        if lines.search_count(lines._vn_off_day_domain(), limit=1):
            return lines.action_view_off_days()
        return super()._action_after()
