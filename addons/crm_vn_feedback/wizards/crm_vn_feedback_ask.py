import base64
from collections import Counter

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.crm_vn_feedback_set import OCCASIONS

#: pictures that are shown at most; more are no slip for the counter
QR_CODES = 20


class CrmVnFeedbackAsk(models.TransientModel):
    """Asks chosen customers for feedback, and says who is left out and why."""

    _name = "crm.vn.feedback.ask"
    _description = "Ask for feedback"

    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    occasion = fields.Selection(OCCASIONS, required=True, default="customer")
    preview = fields.Text(compute="_compute_preview")
    links = fields.Text(readonly=True)
    qr_codes = fields.Html(
        string="QR codes", compute="_compute_qr_codes", sanitize=False
    )

    @api.depends("partner_ids")
    def _compute_preview(self):
        requests = self.env["crm.vn.feedback.request"]
        for wizard in self:
            # only whom the user may read: the ids come from the client
            partners = wizard.partner_ids._origin._filtered_access("read")
            reasons = requests._vn_get_obstacles(partners)
            number = len(partners) - len(reasons)
            lines = [self.env._("%s customers are asked.", number)]
            wizard.preview = "\n".join([*lines, self._describe(reasons)]).strip()

    @api.depends("links")
    def _compute_qr_codes(self):
        """Each link as a picture, to be shown at the counter or printed on a slip."""
        draw = self.env["ir.actions.report"].barcode
        for wizard in self:
            codes = []
            for line in (wizard.links or "").splitlines()[:QR_CODES]:
                name, _colon, url = line.rpartition(": ")
                picture = draw("QR", url, width=220, height=220, quiet=0)
                codes.append(
                    Markup(
                        '<figure class="d-inline-block text-center m-2">'
                        '<img width="160" height="160" alt="%s"'
                        ' src="data:image/png;base64,%s"/>'
                        "<figcaption>%s</figcaption></figure>"
                    )
                    % (name, base64.b64encode(picture).decode(), name)
                )
            wizard.qr_codes = Markup("").join(codes)

    def _ask(self, unreachable=()):
        """Ask, and return the requests.

        :param unreachable: ids of whom no link can be sent to
        """
        partners = self.partner_ids.filtered(lambda one: one.id not in unreachable)
        requests = self.env["crm.vn.feedback.request"]._vn_ask(partners, self.occasion)
        if not requests:
            raise UserError(self.preview if partners else self._describe(unreachable))
        return requests

    @api.model
    def _describe(self, reasons):
        """Return a line for each reason: how many, and why."""
        counts = Counter(reasons.values()).most_common()
        return "\n".join(f"{count} × {reason}" for reason, count in counts)

    def action_send(self):
        """Ask by e-mail; who has no address is not asked."""
        self.ensure_one()
        requests = self.env["crm.vn.feedback.request"]
        # only whom the user may read: the ids come from the client
        partners = self.partner_ids._filtered_access("read")
        unreachable = requests._vn_get_unreachable(partners)
        requests = self._ask(unreachable)
        sent = requests._vn_send()
        said = self.env._(
            "%(sent)s of %(asked)s links sent by e-mail.",
            sent=sent,
            asked=len(requests),
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if unreachable else "success",
                "sticky": bool(unreachable),
                "message": "\n".join([said, self._describe(unreachable)]).strip(),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_show_links(self):
        """Ask, and show the links once, to hand them on by other ways."""
        self.ensure_one()
        requests = self._ask()
        self.links = "\n".join(
            f"{request.partner_id.display_name}: {request.url}" for request in requests
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
