from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import email_normalize

GUIDE = "/vn/guide"


class CrmVnHelpRequest(models.Model):
    """What somebody asked through Help in the user menu."""

    _name = "crm.vn.help.request"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Request for help"
    _vn_engine_fields = ("sent_to",)
    _vn_sudo_fields = ("user_id", "company_id")
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
        copy=False,
        default=lambda self: self.env.user,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.company,
        index=True,
    )
    sent_to = fields.Char(readonly=True, copy=False)
    guide_url = fields.Char(compute="_compute_urls")
    release_notes_url = fields.Char(compute="_compute_urls")

    @api.depends("company_id")
    @api.depends_context("vn_screen")
    def _compute_urls(self):
        """Lead to the company's guide, else to the page about the screen behind."""
        screen = self.env.context.get("vn_screen")
        own = f"{GUIDE}?{urlencode({'screen': screen})}" if screen else GUIDE
        for request in self:
            company = request.company_id
            request.guide_url = company.vn_guide_url or own
            request.release_notes_url = (
                company.vn_release_notes_url or f"{GUIDE}/whats-new"
            )

    def _vn_get_engine_hint(self, names):
        return self.env._("Where a request was sent is noted by the system.")

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
        """Mail one's own request to the support address, once, and keep it.

        :raise AccessError: it is somebody else's
        :raise UserError: it was sent already, or there is no address to send to
        """
        self._check_sendable()
        failed = self.browse()
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
            mail = self.env["mail.mail"].sudo().create(request._prepare_mail(address))
            mail.send()
            if mail.exists().state == "exception":
                failed |= request
            request._vn_as_engine().sent_to = address
        if failed:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "warning",
                    "sticky": True,
                    "message": self.env._(
                        "Your request was kept, but the mail to %(address)s failed. "
                        "Write there yourself, please.",
                        address=failed[:1].sent_to,
                    ),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Thank you, we will answer you soon"),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_sendable(self):
        self.check_access("write")
        for request in self:
            if request.user_id != self.env.user and not self.env.su:
                raise AccessError(
                    self.env._(
                        "Only %(user)s can send this request for help.",
                        user=request.user_id.name,
                    )
                )
            if request.sent_to:
                raise UserError(
                    self.env._(
                        "This request was sent to %(address)s already. Ask for help "
                        "anew, if you want to add something.",
                        address=request.sent_to,
                    )
                )

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
