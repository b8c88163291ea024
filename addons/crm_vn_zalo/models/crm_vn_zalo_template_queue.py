"""When a template sends, and sending one to oneself."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .crm_vn_message import PROBE


class CrmVnZaloTemplate(models.Model):
    _inherit = "crm.vn.zalo.template"

    def write(self, vals):
        """Messages that waited for a template go when it is approved again."""
        opened = self.browse()
        if vals.get("state") == "enabled":
            opened = self.filtered(lambda template: template.state != "enabled")
        result = super().write(vals)
        if opened:
            self.env["crm.vn.message"]._vn_free_templates(opened)
        return result

    # === The queue ===
    @api.model
    def _vn_get_closed(self):
        """Return the templates of which nothing leaves now."""
        return self.with_context(active_test=False).search(
            Domain("state", "!=", "enabled")
            | Domain("paused_until", ">", fields.Datetime.now())
        )

    def _vn_is_closed(self):
        """Tell whether nothing of this template leaves now; none is never closed."""
        paused = self.paused_until and self.paused_until > fields.Datetime.now()
        return bool(self and (paused or self.state != "enabled"))

    def _vn_get_next(self):
        """Return when the template is to be looked at again, naive UTC."""
        now = fields.Datetime.now()
        if self.paused_until and self.paused_until > now:
            return self.paused_until
        return now + PROBE

    def _vn_pause(self, until):
        """Send nothing of this template before a moment (naive UTC)."""
        self.write({"paused_until": until})

    def _vn_stop(self, code, text):
        """Nothing of this template goes before a person acts: say so, once."""
        first = self.state == "enabled"
        reason = f"{code} {text}".strip()
        self.write({"state": "disabled", "reason": reason})
        if first:
            self.account_id._alert(
                self.env._(
                    "Zalo refuses the template %(name)s: %(reason)s. Its messages "
                    "wait until it is approved again; others go.",
                    name=self.name,
                    reason=reason,
                )
            )

    # === Test ===
    def action_test(self):
        """Send one message of this template to one's own phone."""
        self.ensure_one()
        self.check_access("write")
        self._vn_check_usable()
        me = self.env.user.partner_id
        about = self.model or "res.partner"
        record = me if about == me._name else self.env[about].search([], limit=1)
        if not record:
            raise UserError(
                self.env._(
                    "There is no record yet that %s could be filled from.", self.name
                )
            )
        log = self.env["crm.vn.message"]
        # of many, so that it is nobody's contact
        values = {"is_bulk": True, "purpose": "transaction"}
        log._vn_log_outgoing([log._vn_prepare_template(self, record, me, values)])
        log._vn_wake_zalo([fields.Datetime.now()])
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("One message is on its way to %s.", me.phone),
            },
        }


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    @api.model
    def _vn_free_templates(self, templates):
        """Let what waits for these templates go at once."""
        # sudo: the right on the templates was checked
        waiting = self.sudo().search(
            [("state", "=", "held"), ("zalo_template_id", "in", templates.ids)]
        )
        waiting._vn_write({"not_before": False, "state": "queued"})
        self._vn_wake_zalo([fields.Datetime.now()])
