"""SMS by template, for what sends by itself: care, campaigns, reminders."""

from odoo import api, models

from odoo.addons.crm_vn_base.tools.mobile import is_reachable


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    @api.model
    def _vn_queue_sms(self, template, records, **values):
        """Put an SMS by template to the customer of each record into the queue.

        :param template: ``sms.template`` of the records' model
        :param records: documents of customers, read as the user
        :param values: more for the log: ``is_bulk``, ``campaign_id``, …
        :return: ({record id: message}, {record id: why not, in words})
        """
        records.check_access("read")
        path = self.env["res.partner"]._vn_customer_documents()[records._name]
        bodies = template._render_field("body", records.ids, compute_lang=True)
        rows, made, refused = [], [], {}
        for record in records:
            partner = record if path == "id" else record.mapped(path)[:1]
            # sudo: the number of a customer whose document the user reads
            number = partner.sudo().vn_contact_number
            if not is_reachable(number):
                refused[record.id] = self.env._(
                    "%s has no mobile number.", partner.display_name or "?"
                )
                continue
            company = (
                record.company_id if "company_id" in record else partner.company_id
            )
            made.append(record)
            rows.append(
                {
                    "number": number,
                    "partner_id": partner.id,
                    "body": bodies[record.id],
                    "vn_purpose": template.vn_purpose or "care",
                    "vn_company_id": (company or self.env.company).id,
                }
            )
        sms = (
            self.env["sms.sms"]
            .sudo()  # sudo: the queue is nobody's; it asks consent for the sender
            .with_context(vn_sms_template_id=template.id)
            .create(rows)
        )
        messages = sms.vn_message_id.with_env(self.env)
        for record, message in zip(made, messages, strict=True):
            message._vn_write(
                {"res_model": record._name, "res_id": record.id, **values}
            )
        ids = [record.id for record in made]
        return dict(zip(ids, messages, strict=True)), refused
