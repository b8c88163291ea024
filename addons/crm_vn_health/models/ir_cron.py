import logging
import time

import psycopg2

from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.base.models.ir_cron import CompletionStatus, ListLogHandler

_logger = logging.getLogger(__name__)
STATES = {
    CompletionStatus.FULLY_DONE: "done",
    CompletionStatus.PARTIALLY_DONE: "partly",
    CompletionStatus.FAILED: "failed",
}


class IrCron(models.Model):
    _inherit = "ir.cron"

    @classmethod
    def _run_job(cls, job):
        """Note how long a run took, how it ended, and why it failed.

        Odoo writes the reason into the log only.
        """
        date, began = fields.Datetime.now(), time.monotonic()
        logger = logging.getLogger("odoo.addons.base.models.ir_cron")
        with ListLogHandler(logger, logging.ERROR) as errors:
            status = super()._run_job(job)
        seconds = time.monotonic() - began
        reasons = [
            str(record.exc_info[1]).strip() or repr(record.exc_info[1])
            for record in errors
            if record.exc_info
        ]
        try:
            with cls.pool.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                env["crm.vn.cron.run"]._vn_note(
                    job["id"],
                    date,
                    seconds,
                    STATES[status],
                    reasons[-1] if reasons else False,
                )
        except psycopg2.Error:
            # a note less is better than a scheduled action less
            _logger.info("The run of %s could not be noted", job["id"], exc_info=True)
        return status
