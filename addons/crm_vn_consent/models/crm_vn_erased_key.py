from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_split

from odoo.addons.crm_vn_duplicate.tools import phone


class CrmVnErasedKey(models.Model):
    """Keyed hashes of who was erased, so that no file brings the person back.

    The rows are also what has to be erased again after an old backup was restored:
    the number and the address are not known any more, but their hashes can be compared.
    """

    _name = "crm.vn.erased.key"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Hash of an erased person"
    _vn_engine_only = True

    digest = fields.Char(required=True, readonly=True, index=True)
    partner_id = fields.Many2one("res.partner", readonly=True, ondelete="set null")
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )

    @api.model
    def _get_keys(self, values):
        """Return what identifies the person of *values*, of a partner or a lead."""
        keys = list(phone.parse(values.get("phone")).numbers)
        keys += phone.parse(values.get("vn_phone2")).numbers
        for name in ("email", "email_from"):
            keys += (email.lower() for email in email_split(values.get(name) or ""))
        return [key for key in keys if key]

    @api.model
    def _remember(self, partner, keys):
        # sudo: an internal table that nobody may write
        entries = self.env["crm.vn.refusal.entry"]
        return (
            self.sudo()
            ._vn_as_engine()
            .create(
                [
                    {"digest": entries._get_digest(key), "partner_id": partner.id}
                    for key in dict.fromkeys(keys)
                ]
            )
        )

    @api.model
    def _is_erased(self, *vals_list):
        """Tell whether any of these values names somebody who was erased on request.

        :param dict vals_list: fields of partners or leads: ``phone``, ``email``
        """
        keys = {key for values in vals_list for key in self._get_keys(values)}
        # sudo: only whether anybody was ever erased, and whether it is one of these
        if not keys or not self.sudo().search_count([], limit=1):
            return False
        digests = [self.env["crm.vn.refusal.entry"]._get_digest(key) for key in keys]
        return bool(self.sudo().search_count([("digest", "in", digests)], limit=1))

    @api.model
    def _vn_erase_again(self, rows):
        """Erase people who were erased after the backup that was restored.

        :param rows: (hash, id of the partner) of the list of the newer database
        :return: the partners that are erased again
        """
        wanted = {}
        for digest, partner_id in rows:
            wanted.setdefault(partner_id, set()).add(digest)
        entries = self.env["crm.vn.refusal.entry"]

        def is_wanted(person):
            keys = self._get_keys(
                {name: person[name] for name in ("phone", "vn_phone2", "email")}
            )
            return any(entries._get_digest(key) in wanted[person.id] for key in keys)

        # sudo: who restores a backup is nobody in the database
        people = self.env["res.partner"].sudo().browse(wanted).exists()
        again = people.filtered(is_wanted)
        for person in again:
            person._vn_erase()
        return again

    @api.model
    def _check_not_erased(self, vals_list):
        """Refuse values of erased people.

        :raise ValidationError: when one of them was erased
        """
        if self._is_erased(*vals_list):
            raise ValidationError(
                self.env._(
                    "This person asked to be erased and stays away. Only a new entry "
                    "by hand, on the person's own wish, brings him or her back."
                )
            )
