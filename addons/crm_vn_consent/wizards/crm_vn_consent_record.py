from odoo import fields, models
from odoo.exceptions import UserError

from ..models.crm_vn_consent import METHODS


class CrmVnConsentRecord(models.TransientModel):
    """Records what customers said about being contacted."""

    _name = "crm.vn.consent.record"
    _inherit = ["crm.vn.channel.mixin"]
    _description = "Record consent"

    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    purpose = fields.Selection(default="advert")
    state = fields.Selection(
        [("given", "Given"), ("withdrawn", "Withdrawn")], required=True
    )
    method = fields.Selection(
        METHODS,
        required=True,
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    text_id = fields.Many2one("crm.vn.consent.text", string="Text shown")
    frequency = fields.Char()
    evidence = fields.Binary()
    evidence_name = fields.Char()
    note = fields.Char()

    def action_record(self):
        """Write one row a customer into the ledger."""
        self.ensure_one()
        partners = self.partner_ids
        if not partners:
            raise UserError(self.env._("Choose customers whom you may change."))
        partners.check_access("write")
        if (
            self.state == "given"
            and self.purpose == "advert"
            and not (self.text_id or self.evidence or self.note)
        ):
            raise UserError(
                self.env._(
                    "Whoever sends adverts must prove the consent: name the text that "
                    "was shown, attach the evidence, or say in the note where it is."
                )
            )
        partners._vn_record_consent(
            self.channel,
            self.purpose,
            self.state,
            self.method,
            self.date,
            text_id=self.text_id.id,
            frequency=self.frequency or self.text_id.frequency,
            evidence=self.evidence,
            evidence_name=self.evidence_name,
            note=self.note,
        )
        return {"type": "ir.actions.act_window_close"}
