from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmVnCallMapLine(models.Model):
    """Where one value stands in a vendor's event, and how it reads."""

    _name = "crm.vn.call.map.line"
    _description = "Line of a field map"
    _order = "sequence, id"
    _rec_name = "target"

    provider_id = fields.Many2one(
        "crm.vn.call.provider", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    target = fields.Selection(
        [
            ("conversation", "Conversation"),
            ("client", "Our own mark"),
            ("state", "State"),
            ("direction", "Direction"),
            ("number", "Customer's number"),
            ("from", "Who called"),
            ("to", "Who was called"),
            ("hotline", "Our number"),
            ("extension", "Extension"),
            ("at", "When it happened"),
            ("started", "Began"),
            ("answered", "Answered"),
            ("ended", "Ended"),
            ("talk", "Seconds of talk"),
            ("ring", "Seconds of ringing"),
            ("recording", "Recording"),
            ("skip", "Leave the event out"),
        ],
        required=True,
    )
    path = fields.Char(help="Such as data.call.id; [0] or .0 is the first of a list")
    transform = fields.Selection(
        [
            ("text", "Text"),
            ("number", "Phone number"),
            ("extension", "Extension"),
            ("seconds", "Seconds or h:mm:ss"),
            ("moment", "Moment"),
            ("json", "As it is"),
        ],
        required=True,
        default="text",
    )
    words = fields.Text(
        help="One a line, the vendor's word = ours: Up = answered. * stands for all "
        "others. States are new, ringing, answered, ended, missed, no_answer, busy, "
        "failed, voicemail; directions in, out, internal.",
    )
    default = fields.Char()

    @api.constrains("path", "default", "words")
    def _check_path(self):
        for line in self:
            if not line.path and not line.default:
                raise ValidationError(
                    self.env._(
                        "“%s” needs a path or a default.",
                        dict(self._fields["target"]._description_selection(self.env))[
                            line.target
                        ],
                    )
                )

    def _get_values(self):
        """Return the line as ``tools.field_map`` reads it."""
        words = {}
        for text in (self.words or "").splitlines():
            word, sign, ours = text.partition("=")
            if sign:
                words[word.strip()] = ours.strip()
        return {
            "target": self.target,
            "path": self.path or "",
            "transform": self.transform,
            "values": words,
            "default": self.default or "",
        }

    @api.model
    def _from_values(self, line):
        """Return values of a record from a line as ``tools.field_map`` reads it."""
        words = "\n".join(
            f"{word} = {ours}" for word, ours in line.get("values", {}).items()
        )
        return {
            "target": line["target"],
            "path": line.get("path") or False,
            "transform": line.get("transform") or "text",
            "words": words or False,
            "default": line.get("default") or False,
        }
