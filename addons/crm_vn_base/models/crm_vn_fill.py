from odoo import api, fields, models
from odoo.tools import SQL

CRON = "crm_vn_base.ir_cron_fill"
#: so many rows are done while an addon is being installed, and no more
AT_ONCE = 20_000
#: ids that are done between two commits
BATCH = 5_000


class CrmVnFill(models.Model):
    """What rows from before the installation of an addon still need.

    An addon that keeps columns on tables of others has to fill them once. On a large
    database that would keep the installation, and everybody else, waiting for minutes:
    it is done afterwards, in batches. A batch and the note of how far it came are
    committed together, so one that is broken off is begun again, and no other.
    Nobody makes these records by hand.
    """

    _name = "crm.vn.fill"
    _description = "First fill of columns"
    _rec_name = "code"
    _order = "id"

    code = fields.Char(required=True, readonly=True)
    next_id = fields.Integer(
        string="Next record", readonly=True, help="All before it are done"
    )
    last_id = fields.Integer(
        string="Last record",
        readonly=True,
        help="Records that came after the installation need nothing",
    )
    first_id = fields.Integer(string="First record", readonly=True)
    progress = fields.Float(string="Progress (%)", compute="_compute_progress")

    _code_unique = models.UniqueIndex("(code)")

    @api.depends("first_id", "next_id", "last_id")
    def _compute_progress(self):
        for fill in self:
            whole = fill.last_id + 1 - fill.first_id
            done = fill.next_id - fill.first_id
            fill.progress = 100 * done / whole if whole > 0 else 100

    @api.model
    def _vn_fills(self):
        """Return what addons fill after their installation; extend it to add yours.

        :return: {code: (label, model, function)}; ``function(first, last)`` brings the
            records of *model* with ids from *first* to *last* up to what is right. It
            may be called again for the same ids, and must leave alone what was
            written to a record since the installation.
        """
        return {}

    @api.model
    def _vn_start(self, *codes):
        """Fill what is new: at once on a small table, else in the background.

        For the ``post_init_hook`` of an addon.

        :param codes: keys of :meth:`_vn_fills`
        """
        for code in codes:
            _label, model, function = self._vn_fills()[code]
            self.env.flush_all()
            [(first, last, number)] = self.env.execute_query(
                SQL(
                    "SELECT min(id), max(id), count(*) FROM %s",
                    SQL.identifier(self.env[model]._table),
                )
            )
            if not number:
                continue
            if number <= AT_ONCE:
                function(first, last)
                continue
            self.search([("code", "=", code)]).unlink()
            self.create(
                {"code": code, "first_id": first, "next_id": first, "last_id": last}
            )
            self.env.ref(CRON)._trigger()
        self.env.invalidate_all()

    def _vn_step(self):
        """Do the next batch of this fill, and forget it when that was the last.

        :return: whether it is done
        """
        self.ensure_one()
        known = self._vn_fills().get(self.code)
        # the addon may be gone by now
        if known and self.next_id <= self.last_id:
            last = min(self.next_id + BATCH - 1, self.last_id)
            known[2](self.next_id, last)
            self.next_id = last + 1
        is_done = not known or self.next_id > self.last_id
        if is_done:
            self.unlink()
        return is_done

    @api.model
    def _cron_fill(self):
        """Go on with what is not filled yet.

        Strategy: one batch of one fill, one commit; the next in the order of
        installation, for an upper addon may read what a lower one fills. What breaks
        off is begun again where it was.
        """
        Cron = self.env["ir.cron"]
        fills = self.search([])
        for left, fill in zip(range(len(fills), 0, -1), fills, strict=True):
            is_done = False
            while not is_done:
                is_done = fill._vn_step()
                if not Cron._commit_progress(1, remaining=left - is_done):
                    return
