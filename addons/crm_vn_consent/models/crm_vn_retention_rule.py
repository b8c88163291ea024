from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

BATCH = 500


class CrmVnRetentionRule(models.Model):
    """After how many months rows of a model are deleted."""

    _name = "crm.vn.retention.rule"
    _description = "Retention rule"
    _order = "model_id, id"
    _rec_name = "model_id"

    active = fields.Boolean(default=True)
    model_id = fields.Many2one(
        "ir.model",
        string="Kind of data",
        required=True,
        ondelete="cascade",
        domain=lambda self: [("model", "in", list(self._get_retention_models()))],
    )
    months = fields.Integer(required=True, default=24)
    last_run = fields.Datetime(readonly=True, copy=False)
    last_count = fields.Integer(string="Deleted last time", readonly=True, copy=False)
    last_error = fields.Char(readonly=True, copy=False)

    _check_months = models.Constraint(
        "CHECK (months > 0)", "Data are kept for at least one month."
    )
    _model_uniq = models.Constraint(
        "UNIQUE (model_id)", "There is already a rule for this kind of data."
    )

    @api.model
    def _get_retention_models(self):
        """Return ``{model: date field}`` of what may be deleted by age.

        Extend it for recordings, positions, raw messages, files of imports.
        """
        return {"crm.vn.contact.log": "date"}

    @api.constrains("model_id")
    def _check_model(self):
        known = self._get_retention_models()
        for rule in self:
            if rule.model_id.model not in known:
                raise ValidationError(
                    self.env._(
                        "%s is not among the data that are deleted by age.",
                        rule.model_id.name,
                    )
                )

    @api.model
    def _cron_delete_old(self):
        """Delete what is older than its rule says.

        Strategy: batches of 500, oldest first, each committed; a rule that fails keeps
        its reason and does not stop the others.
        """
        cron = self.env["ir.cron"]
        for rule in self.search([]):
            count, error = 0, False
            while not error and (records := rule._get_old()):
                number = len(records)
                try:
                    with self.env.cr.savepoint():
                        records.unlink()
                except Exception as problem:
                    error = str(problem)[:500]
                else:
                    count += number
                    if not cron._commit_progress(number):
                        break
            rule.write(
                {
                    "last_run": fields.Datetime.now(),
                    "last_count": count,
                    "last_error": error,
                }
            )

    def _get_old(self):
        """Return the next batch of rows that are too old."""
        self.ensure_one()
        name = self._get_retention_models()[self.model_id.model]
        limit = fields.Datetime.now() - relativedelta(months=self.months)
        records = self.env[self.model_id.model].sudo().with_context(active_test=False)
        if hasattr(records, "_vn_as_engine"):
            records = records._vn_as_engine()
        return records.search(Domain(name, "<", limit), order=name, limit=BATCH)
