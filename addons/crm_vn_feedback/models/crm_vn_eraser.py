from odoo import api, models


class CrmVnEraser(models.AbstractModel):
    _inherit = "crm.vn.eraser"

    @api.model
    def _erase_discussion(self, people, leads, report):
        """Stars stay, to be counted; what a person wrote, or whom he named, goes."""
        result = super()._erase_discussion(people, leads, report)
        # sudo: an erasure reaches what the person who runs it may not even see
        answers = self.env["crm.vn.feedback.answer"].sudo()
        answers = answers.search([("partner_id", "in", people.ids)])
        answers._vn_as_engine().write(
            {"text": False, "answers": [], "referral": False, "hidden_reason": False}
        )
        report["crm.vn.feedback.answer"] += len(answers)
        # sudo: as above
        cases = self.env["crm.vn.feedback.case"].sudo()
        cases = cases.search([("partner_id", "in", people.ids)])
        cases.with_context(tracking_disable=True).result = False
        self._erase_thread(cases, report)
        return result
