import base64
import re

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_duplicate.tools import phone

LINE = re.compile(r"[^\r\n]+")
#: no number is longer; more of a line is not looked at
LONGEST = 60


class CrmVnRefusalImport(models.TransientModel):
    """Loads a do-not-call list from a text or csv file, one number a line."""

    _name = "crm.vn.refusal.import"
    _inherit = "crm.vn.company.wizard.mixin"
    _description = "Load a do-not-call list"

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("national", "National list"), ("own", "Own list")],
        required=True,
        default="national",
    )
    file_date = fields.Date(string="Date of the list", required=True)
    file = fields.Binary(required=True, attachment=False)
    file_name = fields.Char()
    company_id = fields.Many2one(
        required=False, default=False, domain="[('id', 'in', allowed_company_ids)]"
    )

    def action_load(self):
        """Hash the numbers of the file into a new list and open it."""
        self.ensure_one()
        self.company_id._vn_check_mine()
        if self.file_date > self.env.company._vn_today():
            raise UserError(self.env._("The list can't be of a day to come."))
        try:
            text = base64.b64decode(self.file).decode("utf-8-sig")
        except ValueError as error:
            raise UserError(
                self.env._("The file is no text. Save it as csv or txt in UTF-8.")
            ) from error
        numbers, odd = [], 0
        for match in LINE.finditer(text):
            found = phone.parse(match[0][:LONGEST].replace(";", ",").split(",")[0])
            numbers += found.numbers
            odd += not found.numbers
        if not numbers:
            raise UserError(self.env._("There is no phone number in this file."))
        target = self.env["crm.vn.refusal.list"].create(
            {
                "name": self.name,
                "kind": self.kind,
                "file_date": self.file_date,
                "company_id": self.company_id.id,
            }
        )
        added = self.env["crm.vn.refusal.entry"].sudo()._add(target, numbers)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "sticky": True,
                "message": self.env._(
                    "%(added)s numbers loaded, %(odd)s lines held none.",
                    added=added,
                    odd=odd,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
