from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnContactCounter(models.Model):
    """One row per person and channel that every registered contact touches.

    Two transactions that register for one person meet here: the second one waits, and
    then fails with a serialization error, which Odoo tries again on a fresh snapshot.
    So both can't pass a limit on what each saw alone.
    """

    _name = "crm.vn.contact.counter"
    _description = "Contacts of a person by one channel"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    channel = fields.Char(required=True, readonly=True)
    last_date = fields.Datetime(readonly=True)

    _key_uniq = models.UniqueIndex("(key, channel)")

    @api.model
    def _touch(self, keys, channel, moment=None):
        """Lock the rows of *keys*; waits for whoever registers for one of them.

        :param keys: addresses, or ``"#<partner id>"`` of persons without one
        """
        if keys:
            self.env.cr.execute_values(
                "INSERT INTO crm_vn_contact_counter (key, channel, last_date) VALUES %s"
                " ON CONFLICT (key, channel)"
                " DO UPDATE SET last_date = EXCLUDED.last_date",
                [
                    (key, channel, moment or fields.Datetime.now())
                    for key in sorted(set(keys))
                ],
            )

    @api.autovacuum
    def _gc_counters(self):
        """Forget persons whose last contact counts for no limit any more."""
        self.env.execute_query(
            SQL(
                "DELETE FROM crm_vn_contact_counter"
                " WHERE last_date < now() AT TIME ZONE 'UTC' - interval '3 days'"
                " RETURNING id"
            )
        )
