from odoo import fields, models

from ..tools.presets import PRESETS


class CrmVnCallPreset(models.TransientModel):
    """Fills the field map of a switchboard from what is known of a vendor."""

    _name = "crm.vn.call.preset"
    _description = "Preset of a vendor"

    provider_id = fields.Many2one("crm.vn.call.provider", required=True)
    vendor = fields.Selection(
        selection=lambda self: [
            (key, preset["name"]) for key, preset in PRESETS.items()
        ],
        required=True,
    )

    def action_apply(self):
        """Replace the field map; it has to be tried with the vendor's own events."""
        self.ensure_one()
        provider = self.provider_id
        provider.check_access("write")
        preset = PRESETS[self.vendor]
        lines = provider.map_line_ids
        lines.unlink()
        self.env["crm.vn.call.map.line"].create(
            [
                {
                    **lines._from_values(line),
                    "provider_id": provider.id,
                    "sequence": number,
                }
                for number, line in enumerate(preset["lines"], 1)
            ]
        )
        provider.write(
            {
                "kind": "generic",
                "is_verified": False,
                "reply_text": preset.get("reply", False),
                "signature_kind": preset.get("signature", ("none", False))[0],
                "signature_name": preset.get("signature", ("none", False))[1],
            }
        )
        return {"type": "ir.actions.act_window_close"}
