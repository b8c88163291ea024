import json

from odoo import fields, models


class CrmVnCallTry(models.TransientModel):
    """A sample of an event, and how it is read."""

    _name = "crm.vn.call.try"
    _description = "Try an event"

    provider_id = fields.Many2one("crm.vn.call.provider", required=True)
    sample = fields.Text(help="The event as the switchboard sends it: JSON or a form")
    answer = fields.Text(string="How it is read", readonly=True)

    def action_try(self):
        """Read the sample; nothing is stored."""
        self.ensure_one()
        self.provider_id.check_access("write")
        try:
            facts = self.provider_id._read((self.sample or "").encode())
        except ValueError as error:
            self.answer = self.env._("It can't be read: %s", error)
        else:
            self.answer = self._explain(facts)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "name": self.env._("Try an event"),
        }

    def _explain(self, facts):
        """Return what the facts would do, for people."""
        if not facts:
            return self.env._("There is nothing to do with this event.")
        lines = []
        for fact in facts:
            lines.append(json.dumps(fact, ensure_ascii=False, indent=1, sort_keys=True))
            lines.append(self.provider_id._vn_explain(fact))
        return "\n".join(filter(None, lines))
