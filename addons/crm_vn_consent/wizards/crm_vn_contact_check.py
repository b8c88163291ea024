from odoo import api, fields, models


class CrmVnContactCheck(models.TransientModel):
    """Says who may be contacted at a moment, and why the others may not."""

    _name = "crm.vn.contact.check"
    _inherit = ["crm.vn.channel.mixin"]
    _description = "Who may be contacted"

    partner_ids = fields.Many2many("res.partner", string="Customers")
    channel = fields.Selection(default="sms")
    purpose = fields.Selection(default="advert")
    when = fields.Datetime(default=fields.Datetime.now, required=True)
    line_ids = fields.One2many(
        "crm.vn.contact.check.line",
        "check_id",
        compute="_compute_line_ids",
        store=True,
        # it asks whom the user may read
        compute_sudo=False,
    )
    grounds = fields.Text(
        string="Why",
        compute="_compute_grounds",
        compute_sudo=False,
        help="Of one customer: what was said, and how often he or she was contacted",
    )

    @api.depends("partner_ids", "channel", "purpose", "when")
    def _compute_grounds(self):
        engine = self.env["crm.vn.contact.verdict"]
        for check in self:
            # only whom the user may read: the ids come from the client
            partner = check.partner_ids._origin._filtered_access("read")
            asked = len(partner) == 1 and check.channel and check.purpose
            check.grounds = asked and "\n".join(
                engine._get_grounds(partner, check.channel, check.purpose, check.when)
            )

    @api.depends("partner_ids", "channel", "purpose", "when")
    def _compute_line_ids(self):
        engine = self.env["crm.vn.contact.verdict"]
        reasons = engine._get_reasons()
        for check in self:
            lines = [fields.Command.clear()]
            # only whom the user may read: the ids come from the client
            partners = check.partner_ids._origin._filtered_access("read")
            asked = (check.channel, check.purpose, check.when)
            found = {}
            if partners and check.channel and check.purpose:
                found = engine._get_partners_by_code(partners, *asked)
            for code in sorted(found, key=lambda code: -len(found[code])):
                people, reason = found[code], reasons[code]
                if len(people) == 1:
                    verdict = people._vn_contact_verdicts(*asked)[people.id]
                    reason = people._vn_explain_verdict(verdict)
                values = {
                    "reason": reason,
                    "is_allowed": code == "ok",
                    "number": len(people),
                    "partner_ids": [fields.Command.set(people.ids)],
                }
                lines.append(fields.Command.create(values))
            check.line_ids = lines


class CrmVnContactCheckLine(models.TransientModel):
    _name = "crm.vn.contact.check.line"
    _description = "People with one answer"

    check_id = fields.Many2one("crm.vn.contact.check", ondelete="cascade")
    reason = fields.Char(readonly=True)
    is_allowed = fields.Boolean(string="Allowed", readonly=True)
    number = fields.Integer(string="Customers", readonly=True)
    partner_ids = fields.Many2many("res.partner", readonly=True)
