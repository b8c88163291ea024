import logging

from odoo import api, fields, models
from odoo.tools import SQL, mute_logger

_logger = logging.getLogger(__name__)
#: longest reason that is kept, in characters
LONGEST = 500
#: after so many days without another attempt nothing fails any more
FORGET_DAYS = 30


def reason_of(error):
    """Return what the list says of an *error*."""
    return (str(error).strip() or repr(error))[:LONGEST]


class CrmVnCronFailure(models.Model):
    """What a scheduled action could not do, with the reason, until it can.

    A cron that works record by record calls :meth:`_vn_each`: one record that fails
    stops nobody else's, stands in this list with its reason, and leaves it as soon as a
    run succeeds with it.
    """

    _name = "crm.vn.cron.failure"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Failure of a scheduled action"
    _order = "last_date desc, id desc"
    _rec_name = "record_name"
    _vn_engine_only = True

    cron_id = fields.Many2one(
        "ir.cron",
        string="Scheduled action",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record id", model_field="res_model", required=True, readonly=True
    )
    record_name = fields.Char(string="Record", readonly=True)
    reason = fields.Text(readonly=True)
    first_date = fields.Datetime(string="Failed first", readonly=True)
    last_date = fields.Datetime(string="Failed last", readonly=True)
    count = fields.Integer(string="Attempts", readonly=True)

    _record_uniq = models.UniqueIndex("(cron_id, res_model, res_id)")

    @api.model
    def _vn_each(self, cron, records, function, *, together=False):
        """Call *function* for each record, so that one that fails stops no other.

        Each is called in a savepoint. A failure is kept with its reason; an older one
        of a record that succeeds now is forgotten. One query more for all of them.

        :param str cron: XML id of the scheduled action that is at work
        :param records: what to work on
        :param function: called with one record, or with several when *together*; what
            it writes is flushed
        :param together: call it with all of them first, and record by record only
            where that fails
        :return: the records with which it succeeded
        """
        cron = self.env.ref(cron)
        if together and len(records) > 1 and self._vn_try(function, records) is None:
            done, failed = records, {}
        else:
            failed = {}
            for record in records:
                reason = self._vn_try(function, record)
                if reason is not None:
                    failed[record.id] = reason
            done = records.filtered(lambda record: record.id not in failed)
        self._vn_forget(cron, done)
        self._vn_note(cron, records.browse(failed), failed)
        return done

    @api.model
    def _vn_try(self, function, records):
        """Call *function* in a savepoint; return why it failed, else None."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                function(records)
                self.env.flush_all()
        except Exception as error:
            _logger.info("%s could not be worked on", records, exc_info=True)
            return reason_of(error)
        return None

    @api.model
    def _vn_note(self, cron, records, reasons):
        """Keep why *records* failed: {id: reason}."""
        if not records:
            return
        now = fields.Datetime.now()
        # sudo: the list is the system's; only administrators read it
        names = {record.id: self._vn_get_name(record) for record in records.sudo()}
        self.env.cr.execute_values(
            """
            INSERT INTO crm_vn_cron_failure AS known (
                cron_id, res_model, res_id, record_name, reason, first_date, last_date,
                count, create_uid, create_date, write_uid, write_date)
            VALUES %s
            ON CONFLICT (cron_id, res_model, res_id) DO UPDATE
               SET record_name = EXCLUDED.record_name, reason = EXCLUDED.reason,
                   last_date = EXCLUDED.last_date, count = known.count + 1,
                   write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
            """,
            [
                (
                    *(cron.id, records._name, record_id, names[record_id]),
                    *(reasons[record_id], now, now, 1),
                    *(self.env.uid, now, self.env.uid, now),
                )
                for record_id in records.ids
            ],
        )
        self.invalidate_model(flush=False)

    @api.model
    def _vn_get_name(self, record):
        """Return what to call *record*, whatever is wrong with it."""
        try:
            return record.display_name
        except Exception:
            return f"{record._name} {record.id}"

    @api.model
    def _vn_forget(self, cron, records):
        """Forget that *records* failed once."""
        if records and self.env.execute_query(
            SQL(
                """
                DELETE FROM crm_vn_cron_failure
                 WHERE cron_id = %s AND res_model = %s AND res_id = ANY(%s)
             RETURNING id
                """,
                cron.id,
                records._name,
                list(records.ids),
            )
        ):
            self.invalidate_model(flush=False)

    @api.readonly
    def action_open_record(self):
        """Open the record that failed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.record_name,
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    def action_try_again(self):
        """Run the scheduled actions of these failures now."""
        self.check_access("read")
        # checks that only administrators run scheduled actions
        self.cron_id.method_direct_trigger()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.autovacuum
    def _gc_failures(self):
        """Forget what is gone, and what nothing tried again for a month."""
        old = fields.Datetime.subtract(fields.Datetime.now(), days=FORGET_DAYS)
        gone = self.search([("last_date", "<", old)])
        for model, failures in self.search([]).grouped("res_model").items():
            there = set()
            if model in self.env:
                there = set(
                    self.env[model].browse(failures.mapped("res_id")).exists().ids
                )
            gone |= failures.filtered(lambda one, there=there: one.res_id not in there)
        gone._vn_as_engine().unlink()
