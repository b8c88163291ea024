import json

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang


class CrmVnZaloSend(models.TransientModel):
    """Choose a template, see what it says and costs and who may get it, send."""

    _name = "crm.vn.zalo.send"
    _description = "Send a Zalo message"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Char(required=True, readonly=True)
    account_id = fields.Many2one("crm.vn.zalo.account", compute="_compute_account_id")
    template_id = fields.Many2one(
        "crm.vn.zalo.template",
        domain="[('account_id', '=', account_id), ('state', '=', 'enabled'),"
        " ('model', '=', res_model)]",
        ondelete="cascade",
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    summary = fields.Html(
        string="Before sending", compute="_compute_preview", sanitize=False
    )

    @api.model
    def _vn_open(self, records):
        """Return the action of this dialog about *records*."""
        dialog = self.create(
            {"res_model": records._name, "res_ids": json.dumps(records.ids)}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send on Zalo"),
            "res_model": self._name,
            "res_id": dialog.id,
            "view_mode": "form",
            "target": "new",
        }

    def _compute_account_id(self):
        for dialog in self:
            dialog.account_id = self.env["crm.vn.zalo.account"]._vn_find(
                self.env.company
            )

    def _vn_get_records(self):
        """Return the records that the user may read."""
        if self.res_model not in self.env["res.partner"]._vn_customer_documents():
            raise UserError(
                self.env._("%s is no document of customers.", self.res_model)
            )
        # they come from the client
        try:
            ids = json.loads(self.res_ids or "[]")
        except (ValueError, RecursionError):
            ids = None
        if not isinstance(ids, list) or not all(type(one) is int for one in ids):
            raise UserError(
                self.env._("%s is no document of customers.", self.res_ids[:60])
            )
        records = self.env[self.res_model].browse(ids).exists()
        return records._filtered_access("read")

    @api.depends_context("uid", "lang", "company")
    @api.depends("template_id", "res_ids")
    def _compute_preview(self):
        for dialog in self:
            dialog.preview = dialog.summary = False
            records = dialog.template_id and dialog._vn_get_records()
            if records:
                dialog.preview = dialog._vn_get_preview(records[:1])
                dialog.summary = dialog._vn_get_summary(records)

    def _vn_get_preview(self, record):
        """Return the template filled for the first record, or what is wrong."""
        try:
            values = self.template_id._vn_fill(record)
        except UserError as error:
            return Markup('<div class="text-danger">%s</div>') % str(error)
        rows = Markup("").join(
            Markup("<tr><td class='pe-3 text-muted'>%s</td><td>%s</td></tr>") % item
            for item in values.items()
        )
        return Markup("<b>%s</b><table>%s</table>") % (record.display_name, rows)

    def _vn_get_summary(self, records):
        """Return the price, the quota, and how many may get it."""
        template = self.template_id
        lines = []
        if template.price:
            money = formatLang(
                self.env,
                template.price * len(records),
                currency_obj=template.currency_id,
            )
            lines.append(self.env._("about %s", money))
        if template.account_id.quota_date:
            lines.append(
                self.env._("%s messages left today", template.account_id.quota_left)
            )
        path = self.env["res.partner"]._vn_customer_documents()[self.res_model]
        partners = records if path == "id" else records.mapped(path)
        verdicts = self.env["crm.vn.contact.verdict"]
        reasons = verdicts._get_reasons()
        counts = verdicts._get_counts(partners, "zalo", template.purpose)
        for code, count in sorted(counts.items(), key=lambda item: item[0] != "ok"):
            lines.append(
                Markup('<span class="badge text-bg-%s">%s</span> %s')
                % ("success" if code == "ok" else "warning", count, reasons[code])
            )
        return Markup("<br/>").join(lines)

    def action_send(self):
        """Put the messages into the queue; say what could not be sent, and why."""
        self.ensure_one()
        if not self.template_id:
            raise UserError(self.env._("Choose a template."))
        records = self._vn_get_records()
        sent, refused = self.env["crm.vn.message"]._vn_queue_template(
            self.template_id, records, is_bulk=len(records) > 1
        )
        if refused and not sent:
            raise UserError("\n".join(list(refused.values())[:10]))
        text = self.env._("%s messages are on their way.", len(sent))
        if refused:
            text = "\n".join([text, *list(refused.values())[:5]])
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if refused else "success",
                "message": text,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
