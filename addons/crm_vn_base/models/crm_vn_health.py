from contextlib import closing

from odoo import api, fields, models
from odoo.tools import SQL

#: records that a check looks at, every day and after a restore
SAMPLE, LARGE_SAMPLE = 200, 2_000


class CrmVnHealth(models.AbstractModel):
    """What an administrator watches; each addon adds what is its own.

    Nothing is shown here: the addon ``crm_vn_health`` has the page, the scheduled
    action and the answer for monitoring.
    """

    _name = "crm.vn.health"
    _description = "What an administrator watches"

    @api.model
    def _vn_queues(self):
        """Return what waits for a scheduled action.

        :return: {code: (label, model, domain, field)}; the field is the moment since
            which a record waits, naive UTC. A code that ends with ``_failed`` holds
            what nothing will try again.
        """
        return {
            "mail": self._vn_queue(
                self.env._("E-mails to send"), "mail.mail", "outgoing"
            ),
            "mail_failed": self._vn_queue(
                self.env._("E-mails that could not be sent"), "mail.mail", "exception"
            ),
        }

    @api.model
    def _vn_queue(self, label, model, *states):
        """Return a queue: the records of *model* that are in one of *states*."""
        return label, model, [("state", "in", states)], "create_date"

    @api.model
    def _vn_checks(self):
        """Return how what is stored is compared with what would be counted now.

        :return: {code: (label, function)}; the function takes nothing and returns
            (how many records it compared, those that are wrong). It changes nothing:
            see :meth:`_vn_compare`.
        """
        return {}

    @api.model
    def _vn_recount(self, day):
        """Return what is stored and would be counted otherwise, as lines.

        For whoever brought a database back: nothing is written.

        :param str day: the day as of which it is counted, in the form 2026-11-26
        :return: list of lines with codes, numbers and ids, no names
        """
        health = self.with_context(
            vn_health_day=day, vn_health_sample=LARGE_SAMPLE, lang="en_US"
        )
        lines = []
        for code, (_label, function) in health._vn_checks().items():
            try:
                with self.env.cr.savepoint():
                    compared, wrong = function()
            except Exception as error:
                lines.append(f"{code}: {type(error).__name__}: {error}")
                continue
            if wrong:
                lines.append(
                    f"{code}: {len(wrong)} of {compared} {wrong._name}, as "
                    + ", ".join(map(str, wrong.ids[:10]))
                )
        return lines

    @api.model
    def _vn_get_day(self, company):
        """Return the day as of which is counted: today, but for :meth:`_vn_recount`."""
        day = self.env.context.get("vn_health_day")
        return fields.Date.to_date(day) if day else company._vn_today()

    @api.model
    def _vn_compare(self, model, names, refresh, *, where=None, sample=None):
        """Compare stored columns of a sample with what *refresh* would write.

        It is called in a savepoint that is undone.

        :param str model: the model
        :param names: its stored columns
        :param refresh: function that brings the records it gets up to date
        :param SQL where: condition on the table ``t``
        :param int sample: how many records, taken at random; 200 if none is given
        :return: (how many were compared, records that are wrong)
        """
        self.env.flush_all()
        Model = self.env[model]
        table = SQL.identifier(Model._table)
        rows = self.env.execute_query(
            SQL(
                "SELECT t.id FROM %s t WHERE %s ORDER BY random() LIMIT %s",
                table,
                where or SQL("TRUE"),
                sample or self.env.context.get("vn_health_sample") or SAMPLE,
            )
        )
        records = Model.browse(sorted(record_id for (record_id,) in rows))
        if not records:
            # many a refresh of no record is one of all
            return 0, records
        columns = SQL(", ").join(map(SQL.identifier, names))
        query = SQL(
            "SELECT id, %s FROM %s WHERE id = ANY(%s)", columns, table, records.ids
        )
        before = {row[0]: row[1:] for row in self.env.execute_query(query)}
        with closing(self.env.cr.savepoint(flush=False)):
            refresh(records)
            self.env.flush_all()
            after = {row[0]: row[1:] for row in self.env.execute_query(query)}
        self.env.invalidate_all(flush=False)
        wrong = [key for key, values in before.items() if after.get(key) != values]
        return len(records), Model.browse(wrong)
