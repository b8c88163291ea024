import json

from markupsafe import Markup

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import json_default

#: what is about the machine, not about the person
LEFT_OUT = ("__last_update", "access_token", "signup_token", "activity_exception_icon")
KINDS = (
    *("boolean", "char", "date", "datetime", "float", "html", "integer", "many2many"),
    *("many2one", "monetary", "selection", "text"),
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
        """Return ``{model: [{field: value}]}`` of all that is kept.

        The person, his or her addresses, the documents, leads that are known by number
        or address only, and what was written and attached there.

        :param partner: one person
        """
        # sudo: the person has a right to all of it; the request checks who may ask
        partner = partner.sudo().with_context(active_test=False)
        people = partner | partner.child_ids.filtered(
            lambda child: child.type != "contact"
        )
        documents = {"res.partner": people}
        for model, path in sorted(self._get_models().items()):
            if model in self.env:
                rows = self.env[model].sudo().with_context(active_test=False)
                documents[model] = rows.search([(path, "in", people.ids)], order="id")
        eraser = self.env["crm.vn.eraser"]
        documents["crm.lead"] |= eraser._get_leads(people, eraser._get_traces(people))
        data = {model: self._read_rows(rows) for model, rows in documents.items()}
        written = [
            Domain("model", "=", model) & Domain("res_id", "in", rows.ids)
            for model, rows in documents.items()
        ]
        written.append(Domain("author_id", "in", people.ids))
        data["mail.message"] = self._read_messages(Domain.OR(written))
        data["ir.attachment"] = self._read_files(documents)
        return {model: rows for model, rows in data.items() if rows}

    def _read_messages(self, domain):
        """Return what was written, and which values changed."""
        # sudo: as above
        messages = self.env["mail.message"].sudo().search(domain, order="id")
        return [
            {
                "date": str(message.date),
                "author_id": message.author_id.name or message.email_from or "",
                "subject": message.subject or "",
                "body": "\n".join(
                    [
                        message.preview or "",
                        *(
                            self._describe_change(value)
                            for value in message.tracking_value_ids
                        ),
                    ]
                ).strip(),
            }
            for message in messages
        ]

    @staticmethod
    def _describe_change(value):
        """Return one change of a field as a line of text."""
        label = value.field_id.field_description or ""
        kinds = ("char", "text", "datetime", "float", "integer")
        old, new = (
            next(filter(None, (value[f"{side}_value_{kind}"] for kind in kinds)), "")
            for side in ("old", "new")
        )
        return f"{label}: {old} → {new}"

    def _read_files(self, documents):
        """Return the files of these documents: what they are, not what is in them."""
        found = []
        for model, rows in documents.items():
            pictures = {f"image_{size}" for size in (1024, 512, 256, 128)}
            names = [False, *(rows._fields.keys() - pictures)]
            # sudo: as above
            files = self.env["ir.attachment"].sudo()
            found += files.search(
                [
                    ("res_model", "=", model),
                    ("res_id", "in", rows.ids),
                    ("res_field", "in", names),
                ],
                order="id",
            )
        return [
            {
                "name": file.name,
                "mimetype": file.mimetype or "",
                "file_size": file.file_size,
                "create_date": str(file.create_date),
                "res_model": file.res_model,
                "res_id": file.res_id,
            }
            for file in found
        ]

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
                    value = ", ".join(value.mapped("display_name"))
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
            labels = self.env[model].fields_get(attributes=["string", "selection"])
            parts.append(
                Markup("<h2>%s (%s)</h2>")
                % (self.env["ir.model"]._get(model).display_name, len(rows))
            )
            for row in rows:
                lines = Markup("").join(
                    Markup("<tr><th>%s</th><td>%s</td></tr>")
                    % self._label(labels.get(name, {}), name, value)
                    for name, value in row.items()
                )
                parts.append(Markup("<table>%s</table><hr/>") % lines)
        return Markup(
            '<!DOCTYPE html><html><head><meta charset="utf-8"/></head>'
            "<body>%s</body></html>"
        ) % Markup("").join(parts)

    @staticmethod
    def _label(field, name, value):
        """Return a field and its value in the reader's words."""
        words = dict(field.get("selection") or ())
        return field.get("string", name), words.get(value, value)
