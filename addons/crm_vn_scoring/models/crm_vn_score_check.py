import logging

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

BATCH = 250_000


class CrmVnScoreCheck(models.Model):
    """Report of a nightly check: what was wrong, and is right now."""

    _name = "crm.vn.score.check"
    _description = "Score check"
    _order = "id desc"
    _rec_name = "create_date"

    state = fields.Selection(
        [("running", "Running"), ("done", "Done")], default="running", required=True
    )
    last_partner_id = fields.Integer(string="Checked up to customer ID")
    customer_count = fields.Integer(string="Customers checked")
    added_count = fields.Integer(string="Lines added")
    changed_count = fields.Integer(string="Lines changed")
    ended_count = fields.Integer(string="Lines ended")
    score_count = fields.Integer(string="Scores written")

    @api.model
    def _cron_check(self):
        """Compare the ledger and the scores with the facts, repair, and report.

        Strategy: customers in order of their IDs, a batch per transaction; a run that
        was interrupted goes on where it stopped. What points have faded or left their
        time window since yesterday is among what is written.
        """
        Cron = self.env["ir.cron"]
        check = self.search([("state", "=", "running")], limit=1) or self.create({})
        check = check.try_lock_for_update()
        if not check:
            return
        Cron._commit_progress(remaining=check._get_remaining())
        # four batches at the most: each reads the whole tables
        size = max(BATCH, check._get_remaining() // 4 + 1)
        while check.state == "running":
            done = check._check_batch(size)
            if not Cron._commit_progress(done, remaining=check._get_remaining()):
                break

    def _check_batch(self, size=BATCH):
        """Check the next *size* customers; at the end the leads of nobody.

        :return: the number of customers checked
        """
        self.ensure_one()
        self.flush_recordset()
        engine = self.env["crm.vn.score.engine"]
        [(number, last)] = self.env.execute_query(
            SQL(
                "SELECT count(*), max(id) FROM (SELECT id FROM res_partner"
                " WHERE commercial_partner_id = id AND id > %s ORDER BY id LIMIT %s) p",
                self.last_partner_id,
                size,
            )
        )
        last = last or self.last_partner_id
        leads = []
        if number < size:
            nobodys = SQL("SELECT id FROM crm_lead WHERE partner_id IS NULL")
            leads = [row[0] for row in self.env.execute_query(nobodys)]
        engine._flush_facts()
        counts, moved = engine._apply(range(self.last_partner_id + 1, last + 1), leads)
        engine._apply_in_parts(*moved)
        self.write(
            {
                "last_partner_id": last,
                "customer_count": self.customer_count + number,
                "added_count": self.added_count + counts["added"],
                "changed_count": self.changed_count + counts["changed"],
                "ended_count": self.ended_count + counts["ended"],
                "score_count": self.score_count + counts["scores"],
                "state": "running" if number == size else "done",
            }
        )
        if self.state == "done":
            _logger.info(
                "Scores of %s customers checked: %s lines and %s scores were repaired",
                self.customer_count,
                self.added_count + self.changed_count + self.ended_count,
                self.score_count,
            )
        return number

    def _get_remaining(self):
        if self.state == "done":
            return 0
        ((count,),) = self.env.execute_query(
            SQL(
                "SELECT count(*) FROM res_partner WHERE commercial_partner_id = id"
                " AND id > %s",
                self.last_partner_id,
            )
        )
        return max(count, 1)
