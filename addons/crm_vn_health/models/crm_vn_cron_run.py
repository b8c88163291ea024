from odoo import api, fields, models
from odoo.tools import SQL

#: longest reason that is kept, in characters
LONGEST = 500
STATES = [("done", "Done"), ("partly", "Partly done"), ("failed", "Failed")]


class CrmVnCronRun(models.Model):
    """How the last run of a scheduled action went, and why the last failure failed."""

    _name = "crm.vn.cron.run"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Last run of a scheduled action"
    _order = "date desc, id desc"
    _rec_name = "cron_id"
    _vn_engine_only = True

    cron_id = fields.Many2one(
        "ir.cron",
        string="Scheduled action",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    date = fields.Datetime(string="Last run", readonly=True)
    seconds = fields.Float(string="Duration (s)", digits=(10, 2), readonly=True)
    state = fields.Selection(STATES, readonly=True)
    reason = fields.Text(string="Why it failed last", readonly=True)
    reason_date = fields.Datetime(string="Failed last", readonly=True)

    _cron_uniq = models.UniqueIndex("(cron_id)")

    @api.model
    def _vn_note(self, cron_id, date, seconds, state, reason):
        """Keep how a run went; the reason of the last failure stays.

        :param int cron_id: the scheduled action; one that deleted itself is left out
        :param date: when it began, naive UTC
        :param reason: why it failed, or False
        """
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_vn_cron_run AS known (
                    cron_id, date, seconds, state, reason, reason_date,
                    create_uid, create_date, write_uid, write_date)
                SELECT id, %(date)s, %(seconds)s, %(state)s, %(reason)s,
                       %(reason_date)s, %(uid)s, %(date)s, %(uid)s, %(date)s
                  FROM ir_cron WHERE id = %(cron)s
                ON CONFLICT (cron_id) DO UPDATE
                   SET date = EXCLUDED.date, seconds = EXCLUDED.seconds,
                       state = EXCLUDED.state, write_date = EXCLUDED.write_date,
                       reason = COALESCE(EXCLUDED.reason, known.reason),
                       reason_date = COALESCE(EXCLUDED.reason_date, known.reason_date)
                """,
                date=date,
                seconds=seconds,
                state=state,
                reason=reason[:LONGEST] if reason else None,
                reason_date=date if reason else None,
                uid=self.env.uid,
                cron=cron_id,
            )
        )
        self.invalidate_model(flush=False)
