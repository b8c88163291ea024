from odoo import Command, api, fields, models
from odoo.exceptions import UserError

#: of answers to one offer, the furthest counts
FURTHER = ("waiting", "refused", "interested", "ordered")


class CrmVnOfferLine(models.Model):
    """What one customer answered to an offer."""

    _name = "crm.vn.offer.line"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.company.mixin",
        "crm.vn.no.copy.mixin",
    ]
    _vn_company_links = ("offer_id",)
    _description = "Customer of an offer"
    _order = "offer_id desc, id"
    _rec_name = "partner_id"
    _vn_sudo_fields = ("answer_date", "mailed_date")

    offer_id = fields.Many2one(
        "crm.vn.offer", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="offer_id.company_id", store=True, index=True, precompute=True
    )
    answer = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("interested", "Interested"),
            ("refused", "Refused"),
            ("ordered", "Ordered"),
        ],
        default="waiting",
        required=True,
    )
    answer_date = fields.Datetime(string="Answered on", readonly=True, copy=False)
    reason = fields.Char(help="Why the customer refused")
    mailed_date = fields.Datetime(string="E-mailed on", readonly=True, copy=False)

    _customer_uniq = models.Constraint(
        "UNIQUE (offer_id, partner_id)", "This customer has the offer already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.answer != "waiting")._stamp()
        return lines

    def write(self, vals):
        if "partner_id" in vals and not self.env.su:
            raise UserError(
                self.env._("Remove the line and offer it to the other customer.")
            )
        changed = self.filtered(
            lambda line: "answer" in vals and line.answer != vals["answer"]
        )
        result = super().write(vals)
        changed._stamp()
        return result

    def _stamp(self):
        """Note when the answer came; waiting again has no date."""
        for line in self._vn_as_engine():
            line.answer_date = line.answer != "waiting" and fields.Datetime.now()

    def action_set_answer(self):
        """Note the answer that the button names; without one nothing changes."""
        self.check_access("read")
        if answer := self.env.context.get("answer"):
            self.write({"answer": answer})

    # === Sending ===
    def _send_by_email(self):
        """Put one e-mail for each customer into the queue, kept on the customer."""
        template = self.env.ref("crm_vn_campaign.mail_template_offer")
        for offer, lines in self.grouped("offer_id").items():
            files = [Command.link(file.id) for file in offer._vn_get_pdf()]
            mails = template.with_context(**lines._get_mail_context()).send_mail_batch(
                lines.ids, email_values={"attachment_ids": files}
            )
            for line, mail in zip(lines, mails, strict=True):
                mail.write({"model": "res.partner", "res_id": line.partner_id.id})
            lines._vn_as_engine().mailed_date = fields.Datetime.now()
        self._vn_on_mailed()

    def _get_mail_context(self):
        """Return what the e-mail shows more; extended."""
        return {}

    def _vn_on_mailed(self):
        """The offers of these customers were sent by e-mail; extended."""

    @api.model
    def _vn_merge_lines(self, source_ids, target_id):
        """Leave one line an offer, with the furthest answer, before a merge.

        :param source_ids: ids of the partners that go
        :param target_id: id of the partner that stays
        """
        lines = self.search([("partner_id", "in", [*source_ids, target_id])])
        for alike in lines.grouped("offer_id").values():
            ranked = alike.sorted(lambda line: (-FURTHER.index(line.answer), line.id))
            ranked[1:].unlink()
