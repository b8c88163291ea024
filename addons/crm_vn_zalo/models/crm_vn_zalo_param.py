from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import zalo


class CrmVnZaloParam(models.Model):
    """One value of a Zalo template, and where it comes from."""

    _name = "crm.vn.zalo.param"
    _description = "Value of a Zalo template"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "crm.vn.zalo.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer()
    name = fields.Char(required=True, readonly=True)
    kind = fields.Char(readonly=True)
    required = fields.Boolean(readonly=True)
    least = fields.Integer(string="Shortest", readonly=True)
    most = fields.Integer(string="Longest", readonly=True)
    may_be_empty = fields.Boolean(readonly=True)
    path = fields.Char(
        string="Field",
        help="Of the record the message is about, as name or user_id.name",
    )
    text = fields.Char(string="Fixed text", help="Also where the field is empty")

    @api.constrains("path")
    def _check_path(self):
        for param in self.filtered("path"):
            model = self.env[param.template_id.model or "res.partner"]
            for number, name in enumerate(param.path.split(".")):
                field = model._fields.get(name)
                last = number == param.path.count(".")
                if (
                    not field
                    or not model._has_field_access(field, "read")
                    or (not last and not field.comodel_name)
                ):
                    raise ValidationError(
                        self.env._(
                            "%(param)s: you can't read “%(path)s” of a %(model)s.",
                            param=param.name,
                            path=param.path,
                            model=param.template_id.model_id.name,
                        )
                    )
                if not last:
                    model = self.env[field.comodel_name]

    def _vn_get_value(self, record):
        """Return the value of a record as Zalo wants it, read by the user."""
        value = ""
        if self.path:
            found = record
            for name in self.path.split("."):
                found = found[:1][name]
            value = self._vn_format(found)
        return value or self.text or ""

    @api.model
    def _vn_format(self, value):
        if isinstance(value, models.BaseModel):
            return ", ".join(value.mapped("display_name"))
        if isinstance(value, datetime):
            zone = ZoneInfo(self.env.company._vn_timezone())
            local = value.replace(tzinfo=UTC).astimezone(zone)
            return local.strftime("%H:%M %d/%m/%Y")
        if isinstance(value, date):
            return value.strftime("%d/%m/%Y")
        if isinstance(value, float):
            return f"{value:.2f}".rstrip("0").rstrip(".")
        if isinstance(value, bool):
            return ""
        return str(value or "")

    def _vn_find_fault(self, value):
        """Return what is wrong with a value, in words, or False."""
        fault = zalo.find_fault(
            self.name,
            self.kind or "STRING",
            value,
            self.least,
            self.most,
            self.may_be_empty or not self.required,
        )
        if not fault:
            return False
        code, figure = fault
        words = {
            "empty": self.env._("is empty"),
            "short": self.env._("has fewer than %s signs", figure),
            "long": self.env._("has more than %s signs", figure),
            "number": self.env._("is no number"),
            "date": self.env._("is no date as 31/12/2026"),
        }
        return f"{self.name} {words[code]}"
