import json

from markupsafe import Markup

from odoo import api, models
from odoo.tools import json_default

#: what is about the machine, not about the person
LEFT_OUT = ("__last_update", "access_token", "signup_token", "activity_exception_icon")
KINDS = (
    "boolean",
    "char",
    "date",
    "datetime",
    "float",
    "html",
    "integer",
    "many2one",
    "monetary",
    "selection",
    "text",
)


class CrmVnPersonExport(models.AbstractModel):
    """Everything that is kept about a person, to be read by the person."""

    _name = "crm.vn.person.export"
    _description = "Export of a person's data"

    @api.model
    def _get_models(self):
        """Return ``{model: path to the partner}`` of what is about a person.

        The documents of customers are asked of their registry; extend it for others.
        """
        documents = {
            "crm.lead": "partner_id",
            "crm.vn.consent": "partner_id",
            "crm.vn.contact.log": "partner_id",
            "calendar.attendee": "partner_id",
        }
        documents = {**self.env["res.partner"]._vn_customer_documents(), **documents}
        documents.pop("res.partner", None)
        return documents

    @api.model
    def _collect(self, partner):
        """Return ``{model: [{field label: value}]}`` of all that is kept.

        :param partner: one person
        """
        # sudo: the person has a right to all of it; the request checks who may ask
        partner = partner.sudo().with_context(active_test=False)
        data = {"res.partner": self._read_rows(partner)}
        for model, path in sorted(self._get_models().items()):
            if model in self.env:
                rows = self.env[model].sudo().with_context(active_test=False)
                rows = rows.search([(path, "=", partner.id)], order="id")
                data[model] = self._read_rows(rows)
        messages = self.env["mail.message"].sudo()
        data["mail.message"] = [
            {
                "date": str(message.date),
                "author": message.author_id.name or message.email_from,
                "subject": message.subject or "",
                "body": message.preview,
            }
            for message in messages.search(
                [
                    "|",
                    ("author_id", "=", partner.id),
                    "&",
                    ("model", "=", "res.partner"),
                    ("res_id", "=", partner.id),
                ],
                order="id",
            )
        ]
        return {model: rows for model, rows in data.items() if rows}

    def _read_rows(self, records):
        fields = {
            name: field
            for name, field in records._fields.items()
            if field.store
            and field.type in KINDS
            and name not in LEFT_OUT
            and field.groups != "base.group_system"
        }
        rows = []
        for record in records:
            row = {}
            for name in fields:
                value = record[name]
                if isinstance(value, models.BaseModel):
                    value = value.display_name
                if value not in (False, None, "", 0):
                    row[name] = value
            rows.append(row)
        return rows

    @api.model
    def _to_json(self, data):
        """Return the export as JSON text that another system can read."""
        return json.dumps(data, default=json_default, ensure_ascii=False, indent=1)

    @api.model
    def _to_html(self, partner, data):
        """Return the export as a page that a person can read."""
        parts = [Markup("<h1>%s</h1>") % partner.display_name]
        for model, rows in data.items():
            labels = self.env[model].fields_get(attributes=["string"])
            parts.append(
                Markup("<h2>%s (%s)</h2>")
                % (self.env["ir.model"]._get(model).display_name, len(rows))
            )
            for row in rows:
                lines = Markup("").join(
                    Markup("<tr><th>%s</th><td>%s</td></tr>")
                    % (labels.get(name, {}).get("string", name), value)
                    for name, value in row.items()
                )
                parts.append(Markup("<table>%s</table><hr/>") % lines)
        return Markup(
            '<!DOCTYPE html><html><head><meta charset="utf-8"/></head>'
            "<body>%s</body></html>"
        ) % Markup("").join(parts)
