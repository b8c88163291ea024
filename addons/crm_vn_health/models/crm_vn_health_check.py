import logging

from odoo import api, fields, models
from odoo.tools import mute_logger

_logger = logging.getLogger(__name__)
#: ids of wrong records that are kept
EXAMPLES = 20


class CrmVnHealthCheck(models.Model):
    """What the last run of a check found: stored against counted anew, on a sample."""

    _name = "crm.vn.health.check"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Check of what is stored"
    _order = "code"
    _rec_name = "code"
    _vn_engine_only = True

    code = fields.Char(required=True, readonly=True)
    date = fields.Datetime(string="Checked on", readonly=True)
    compared = fields.Integer(readonly=True)
    wrong = fields.Integer(readonly=True)
    res_model = fields.Char(string="Model", readonly=True)
    res_ids = fields.Json(string="Wrong records", readonly=True)
    error = fields.Text(readonly=True)

    _code_uniq = models.UniqueIndex("(code)")

    @api.model
    def _cron_check(self):
        """Run every check once a day.

        Strategy: each looks at a sample of bounded size, in a savepoint that is undone,
        so that one more run costs the same and changes nothing.
        """
        self._vn_check_all()

    @api.model
    def _vn_check_all(self):
        """Run every check; what is wrong stands on the page and, as ids, in the log."""
        known = {check.code: check for check in self.search([])}
        checks = self.env["crm.vn.health"]._vn_checks()
        self.browse(
            [check.id for code, check in known.items() if code not in checks]
        )._vn_as_engine().unlink()
        for code, (_label, function) in checks.items():
            values = self._vn_run(code, function)
            check = known.get(code, self)._vn_as_engine()
            if check:
                check.write(values)
            else:
                check.create({"code": code, **values})

    @api.model
    def _vn_run(self, code, function):
        """Return what a check finds, as values of its record."""
        values = {
            "date": fields.Datetime.now(),
            "compared": 0,
            "wrong": 0,
            "res_model": False,
            "res_ids": False,
            "error": False,
        }
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                compared, wrong = function()
        except Exception as error:
            _logger.warning("Health check %s failed: %s", code, type(error).__name__)
            return {**values, "error": str(error).strip() or repr(error)}
        if wrong:
            ids = wrong.ids[:EXAMPLES]
            _logger.warning(
                "Health check %s: %s of %s records of %s are not what would be "
                "counted now, as %s",
                *(code, len(wrong), compared, wrong._name, ids),
            )
            values.update(wrong=len(wrong), res_model=wrong._name, res_ids=ids)
        return {**values, "compared": compared}
