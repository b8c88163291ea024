import json

from odoo import api, fields, models

from ..tools import gateway


class CrmVnSmsTry(models.TransientModel):
    """What a gateway's record makes of a sample: nothing is sent, nothing is kept."""

    _name = "crm.vn.sms.try"
    _description = "Try a gateway's rules"

    provider_id = fields.Many2one(
        "crm.vn.sms.provider", required=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("answer", "Answer to a request"), ("report", "Report or reply")],
        default="answer",
        required=True,
    )
    sample = fields.Text(help="As the gateway sends it, JSON")
    result = fields.Text(compute="_compute_result")
    request = fields.Text(string="What would be sent", compute="_compute_request")

    @api.depends("provider_id")
    def _compute_request(self):
        for dialog in self:
            dialog.request = False
            if not dialog.provider_id or not dialog._vn_may_try():
                continue
            provider = dialog.provider_id
            config = provider._get_config()._replace(key="…", secret="…")
            made = provider._get_gateway().build(
                config,
                gateway.Message("0" * 32, "84912345678", "Xin chào", "https://…"),
            )
            dialog.request = f"{made.method} {made.url}\n\n{made.body.decode()}"

    @api.depends("provider_id", "kind", "sample")
    def _compute_result(self):
        for dialog in self:
            dialog.result = dialog.sample and dialog._vn_may_try() and dialog._vn_read()

    def _vn_may_try(self):
        """Tell whether the user may see what an account's record says."""
        return self.env.user.has_group("base.group_system")

    def _vn_read(self):
        """Return what the sample is read as, in lines."""
        provider = self.provider_id
        reader, config = provider._get_gateway(), provider._get_config()
        if self.kind == "answer":
            found = [reader.answer(config, 200, self.sample.encode())]
        else:
            try:
                found = reader.reports(config, json.loads(self.sample))
            except (ValueError, AttributeError):
                return self.env._("This is no JSON object.")
        return "\n\n".join(
            "\n".join(f"{name}: {value}" for name, value in one._asdict().items())
            for one in found
        )
