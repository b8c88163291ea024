from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.duplicate import keys

FILL_CHUNK = 10_000


class CrmVnDuplicateKey(models.Model):
    """Narrow table of what identifies a partner, kept by `res.partner`.

    One row for each phone number, e-mail, tax code and company name, in the form in
    which spellings are equal. Only read through `_vn_find_duplicates()`.
    """

    _name = "crm.vn.duplicate.key"
    _description = "Key of Possible Duplicates"
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [
            ("tax", "Tax code"),
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("name", "Company name"),
        ],
        required=True,
    )
    value = fields.Char(required=True)

    _value_idx = models.Index("(kind, value)")
    _partner_uniq = models.UniqueIndex("(partner_id, kind, value)")

    @api.model
    def _rebuild(self):
        """Make the keys of all partners anew, in chunks of 10,000."""
        self.env["res.partner"].flush_model()
        self.env.cr.execute("DELETE FROM crm_vn_duplicate_key")
        [(first, last)] = self.env.execute_query(
            SQL("SELECT COALESCE(min(id), 1), COALESCE(max(id), 0) FROM res_partner")
        )
        for start in range(first, last + 1, FILL_CHUNK):
            self._fill(start, min(start + FILL_CHUNK - 1, last))

    @api.model
    def _fill(self, first, last):
        """Give the partners with these ids the keys that they lack."""
        self.env["res.partner"].flush_model(
            [
                *("name", "phone", "vn_phone2", "email", "vat", "is_company"),
                "commercial_partner_id",
            ]
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT id, name, phone, email, "
                "CASE WHEN commercial_partner_id = id THEN vat END, is_company, "
                "vn_phone2 FROM res_partner WHERE id BETWEEN %s AND %s ORDER BY id",
                *(first, last),
            )
        )
        self._insert(
            (partner_id, *key) for partner_id, *row in rows for key in keys(*row)
        )
        self.invalidate_model()

    @api.model
    def _insert(self, rows):
        """Insert *rows* of (partner, kind, value) that are not there yet."""
        if rows := list(rows):
            self.env.cr.execute_values(
                "INSERT INTO crm_vn_duplicate_key (partner_id, kind, value) VALUES %s "
                "ON CONFLICT DO NOTHING",
                rows,
            )

    @api.model
    def _add(self, partners):
        """Give *partners* (superuser), which are new, their keys."""
        if wanted := self._wanted(partners):
            partners.flush_recordset(["name"])
            self._insert(wanted)
            self.invalidate_model()

    @api.model
    def _wanted(self, partners):
        """Return the rows (partner, kind, value) that *partners* are to have."""
        return {
            (partner.id, *key)
            for partner in partners
            for key in keys(
                partner.name,
                partner.phone,
                partner.email,
                # a contact has its company's
                partner.commercial_partner_id == partner and partner.vat,
                partner.is_company,
                partner.vn_phone2,
            )
        }

    @api.model
    def _replace(self, partners):
        """Make the keys of *partners* (superuser) what their values say."""
        wanted = self._wanted(partners)
        present = {
            (partner_id, kind, value): key_id
            for key_id, partner_id, kind, value in self.env.execute_query(
                SQL(
                    "SELECT id, partner_id, kind, value FROM crm_vn_duplicate_key "
                    "WHERE partner_id = ANY(%s)",
                    partners.ids,
                )
            )
        }
        if gone := [present[row] for row in present.keys() - wanted]:
            self.env.cr.execute(
                SQL("DELETE FROM crm_vn_duplicate_key WHERE id = ANY(%s)", gone)
            )
        if new := wanted - present.keys():
            partners.flush_recordset(["name"])
            self._insert(new)
        self.invalidate_model()
