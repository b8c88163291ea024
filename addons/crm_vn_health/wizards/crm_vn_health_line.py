import json

from odoo import api, fields, models


class CrmVnHealthLine(models.TransientModel):
    """A row of the page, as it was when the page was opened."""

    _name = "crm.vn.health.line"
    _description = "Row of the system's health"
    _order = "id"

    section = fields.Selection(
        [
            ("checks", "Stored = counted anew"),
            ("queues", "Queues"),
            ("crons", "Scheduled actions"),
            ("search", "Search"),
            ("versions", "Versions"),
        ],
        readonly=True,
    )
    code = fields.Char(readonly=True)
    name = fields.Char(readonly=True)
    state = fields.Selection(
        [("ok", "Fine"), ("warning", "Look at it"), ("fault", "Fault")],
        readonly=True,
    )
    value = fields.Char(readonly=True)
    date = fields.Datetime(string="Since, or last", readonly=True)
    seconds = fields.Float(string="Duration (s)", digits=(10, 2), readonly=True)
    detail = fields.Text(readonly=True)
    res_model = fields.Char(string="Model", readonly=True)
    domain = fields.Char(string="Records", readonly=True)

    def action_open(self):
        """Open the records that a row counts."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self.res_model,
            "view_mode": "list,form",
            "domain": json.loads(self.domain),
        }

    @api.model
    def _vn_again(self):
        """Return the page, read anew."""
        return {**self.env["crm.vn.health"].action_vn_open(), "target": "main"}

    def action_check(self):
        """Run every check now."""
        self.env["crm.vn.health"]._vn_check_administrator()
        # sudo: what the scheduled action does, at once
        self.env["crm.vn.health.check"].sudo()._vn_check_all()
        return self._vn_again()

    def action_repair(self):
        """Make missing indexes now; say which can't be made, and why."""
        self.env["crm.vn.health"]._vn_check_administrator()
        # sudo: what the scheduled action does, at once
        faults = self.env["crm.vn.search"].sudo()._vn_repair()
        again = self._vn_again()
        if not faults:
            return again
        return self._vn_tell(
            self.env._("Could not be made"),
            "\n".join(f"{what}: {reason}" for what, reason in faults),
            again,
        )

    def action_new_token(self):
        """Make a token for monitoring, and show it once."""
        token = self.env["crm.vn.health"]._vn_new_token()
        return self._vn_tell(
            self.env._("Token for monitoring: it is shown only now"), token
        )

    @api.model
    def _vn_tell(self, title, message, after=None):
        """Return a message that stays until it is closed."""
        params = {"title": title, "message": message, "type": "info", "sticky": True}
        if after:
            params["next"] = after
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": params,
        }
