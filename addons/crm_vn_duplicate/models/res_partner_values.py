from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.crm_vn_base.tools.text import tidy

from ..tools import emails, lengths, websites
from ..tools.notes import added

#: texts by which customers are looked for
FOUND_BY = (
    "name",
    "company_name",
    "phone",
    "vn_phone2",
    "vat",
    "ref",
    "company_registry",
)


class ResPartner(models.Model):
    """E-mails and websites of customers, read as in lists, whoever writes them.

    The first address has the field; others, and what is no address, are lines of the
    note. Partners who are no customers are left as Odoo has them.
    """

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        self._vn_check_lengths(*vals_list)
        partners = super().create(vals_list)
        partners._vn_put_addresses_right({"email", "website"})
        return partners

    def write(self, vals):
        self._vn_check_lengths(vals)
        result = super().write(vals)
        self._vn_put_addresses_right({"email", "website"} & vals.keys())
        return result

    @api.model
    def _vn_check_lengths(self, *vals_list):
        """Refuse texts that no index can hold, in words instead of PostgreSQL's.

        :raise ValidationError: for the first values with such a text
        """
        for values in vals_list:
            if faults := self._vn_get_length_faults(values):
                raise ValidationError("\n".join(faults.values()))

    @api.model
    def _vn_get_length_faults(self, values):
        """Return {name of a field: why its text is refused} of a partner's values."""
        return {
            name: self.env._(
                "%(field)s is far too long: %(count)s characters, “%(start)s…”. "
                "%(most)s are enough; what is more belongs into the notes.",
                field=self._fields[name]._description_string(self.env),
                count=len(values[name]),
                start=values[name][:30],
                most=lengths.LETTERS_MAX,
            )
            for name in FOUND_BY
            if lengths.is_too_long(values.get(name))
        }

    def _vn_put_addresses_right(self, names):
        """Leave one address in each of the fields *names* of customers."""
        if not names:
            return
        # sudo: whether it is a customer, which employees alone may see
        customers = self.sudo().filtered("vn_relationship_id")
        for partner in self.browse(customers.ids):
            values, lines = {}, []
            for name in sorted(names):
                if partner[name]:
                    partner._vn_read_addresses_of(name, values, lines)
            if note := added(partner.comment, lines):
                values["comment"] = note
            if values:
                # the write below this one: this one would read the texts again
                # pylint: disable-next=super-method-mismatch
                super(ResPartner, partner).write(values)

    def _vn_read_addresses_of(self, name, values, lines):
        """Add to *values* and *lines* what the text of a field is to become."""
        text = self[name].strip()
        if name == "email":
            found, notes = emails.parse(text)
            other, beside = self.env._("Other e-mail"), self.env._("Beside the e-mail")
        else:
            # what Odoo puts before a text that is no address is nobody's words
            bare = text.removeprefix("http://")
            found, notes = websites.parse(text if "." in bare else bare)
            other, beside = (
                self.env._("Other website"),
                self.env._("Beside the website"),
            )
        if found and found[0] == text:
            return
        values[name] = found[0] if found else False
        lines += [(other, address) for address in found[1:]]
        lines += [
            (beside, tidy(note))
            for note in notes
            if tidy(note) not in (self.name or "")
        ]
