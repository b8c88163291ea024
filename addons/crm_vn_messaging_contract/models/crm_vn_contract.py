import logging

from odoo import models

_logger = logging.getLogger(__name__)


class CrmVnContract(models.Model):
    _inherit = "crm.vn.contract"

    def _send_reminder(self):
        """Let the customers know, too, when a step that is due says so."""
        before = {contract: set(contract._get_sent_steps()) for contract in self}
        result = super()._send_reminder()
        self.env.flush_all()
        for contract, known in before.items():
            fresh = set(contract._get_sent_steps()) - known
            steps = contract.contract_type_id.reminder_step_ids.filtered(
                lambda step, fresh=fresh: (
                    step.days in fresh
                    and (step.sms_template_id or step.zalo_template_id)
                )
            )
            if steps:
                # one message for all steps that are open: the nearest to the end
                contract._vn_send_reminder_message(steps.sorted("days")[0])
        return result

    def _vn_send_reminder_message(self, step):
        """Put the customer's message into the queue, in the owner's name."""
        owner = self.user_id if self.user_id.active else self.env.user
        log = self.env["crm.vn.message"].with_user(owner).with_company(self.company_id)
        contract = self.with_user(owner)
        try:
            with self.env.cr.savepoint():
                if step.zalo_template_id:
                    template = step.zalo_template_id.with_user(owner)
                    _sent, refused = log._vn_queue_template(template, contract)
                else:
                    template = step.sms_template_id.with_user(owner)
                    _sent, refused = log._vn_queue_sms(template, contract)
        except Exception as error:
            _logger.info("No message about contract %s: %s", self.id, error)
            refused = {self.id: str(error)[:200]}
        for reason in refused.values():
            self.message_post(
                body=self.env._("The customer was not reminded: %s", reason)
            )
