import hashlib
import secrets

from odoo import api, fields, models
from odoo.tools import SQL

KEY = "crm_vn_consent.hash_key"


class CrmVnRefusalEntry(models.Model):
    """The keyed hash of a number on a do-not-call list."""

    _name = "crm.vn.refusal.entry"
    _description = "Number on a do-not-call list"
    _log_access = False

    list_id = fields.Many2one(
        "crm.vn.refusal.list", required=True, ondelete="cascade", readonly=True
    )
    digest = fields.Char(required=True, readonly=True)

    _digest_uniq = models.UniqueIndex("(list_id, digest)")
    _digest_idx = models.Index("(digest)")

    @api.model
    def _get_key(self):
        """Return the secret of this database that makes hashes useless elsewhere."""
        # sudo: the key does not leave this model and its callers
        parameters = self.env["ir.config_parameter"].sudo()
        key = parameters.get_param(KEY)
        if not key:
            key = secrets.token_hex(32)
            parameters.set_param(KEY, key)
        return key

    @api.model
    def _get_digest(self, value):
        """Return the keyed hash of a number, an address or a text."""
        return hashlib.sha256(f"{self._get_key()}{value}".encode()).hexdigest()

    @api.model
    def _get_digest_sql(self, value):
        """Return the SQL of :meth:`_get_digest`; NULL for NULL."""
        return SQL(
            "encode(sha256(convert_to(%s || %s, 'UTF8')), 'hex')",
            self._get_key(),
            value,
        )

    def _add(self, target, numbers):
        """Add numbers to a list.

        :param target: the list
        :param numbers: E.164 numbers, any iterable
        :return: how many were new
        """
        numbers = list(dict.fromkeys(numbers))
        if not numbers:
            return 0
        rows = self.env.cr.execute_values(
            "INSERT INTO crm_vn_refusal_entry (list_id, digest) VALUES %s"
            " ON CONFLICT (list_id, digest) DO NOTHING RETURNING id",
            [(target.id, self._get_digest(number)) for number in numbers],
            page_size=1000,
            fetch=True,
        )
        self.invalidate_model()
        target.sudo().entry_count = self.sudo().search_count(
            [("list_id", "=", target.id)]
        )
        return len(rows)
