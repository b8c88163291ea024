from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize


class CrmVnHelpRequest(models.Model):
    """What somebody asked through Help in the user menu."""

    _name = "crm.vn.help.request"
    _description = "Request for help"
    _order = "create_date DESC, id DESC"
    _rec_name = "contact_name"

    content = fields.Text(string="How can we help?", required=True)
    contact_name = fields.Char(
        string="Your name", required=True, default=lambda self: self.env.user.name
    )
    phone = fields.Char(default=lambda self: self.env.user.phone)
    email = fields.Char(
        string="E-mail", required=True, default=lambda self: self.env.user.email
    )
    user_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
        index=True,
    )
    sent_to = fields.Char(readonly=True, copy=False)
    guide_url = fields.Char(compute="_compute_urls")
    release_notes_url = fields.Char(compute="_compute_urls")

    @api.depends("company_id")
    def _compute_urls(self):
        for request in self:
            request.guide_url = request.company_id.vn_guide_url
            request.release_notes_url = request.company_id.vn_release_notes_url

    @api.constrains("email")
    def _check_email(self):
        for request in self:
            if not email_normalize(request.email):
                raise ValidationError(
                    self.env._(
                        "%(email)s is no e-mail address: we could not answer you.",
                        email=request.email,
                    )
                )

    # === Actions ===
    def action_send(self):
        """Mail the request to the support address and keep it.

        :raise UserError: no address to send to is configured
        """
        # sudo: sends a mail made of the request itself, and notes where it went
        for request in self.sudo():
            company = request.company_id
            address = company.vn_support_email or company.email
            if not address:
                raise UserError(
                    self.env._(
                        "No support address is set for %(company)s: an administrator "
                        "can enter it in Settings ‣ CRM ‣ Customers.",
                        company=company.name,
                    )
                )
            # sudo: everybody may ask for help; the address is the company's own
            self.env["mail.mail"].sudo().create(request._prepare_mail(address)).send()
            request.sent_to = address
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Thank you, we will answer you soon"),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _prepare_mail(self, address):
        return {
            "subject": self.env._("Request for help: %s", self.contact_name),
            "body_html": self.env["ir.qweb"]._render(
                "crm_vn_help.help_request_mail", {"help": self}
            ),
            "email_to": address,
            "email_from": self.company_id.email_formatted or self.email,
            "reply_to": self.email,
            "auto_delete": False,
        }
