from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.crm_vn_base.tools.text import tidy

from ..tools import emails, lengths, phone_cell, tax_code, websites
from ..tools.notes import added

PHONES = ("phone", "vn_phone2")
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
    """Phones, tax codes, e-mails and websites of customers, read as in lists.

    Whoever writes them, by a form or a program. The first number or address has the
    field; others, and what is none, are lines of the note. A text with digits that
    is no number stays, for Odoo or people to judge. Partners who are no customers are
    left as Odoo has them.
    """

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        self._vn_check_lengths(*vals_list)
        vals_list = self._vn_prepare_customers(vals_list)
        partners = super().create(vals_list)
        partners._vn_put_addresses_right({"email", "website"})
        return partners

    def write(self, vals):
        self._vn_check_lengths(vals)
        if vals.get("vat") and self._vn_all_vietnamese(vals):
            vals = {**vals, "vat": self._vn_clean_vat(vals["vat"])}
        result = super().write(vals)
        names = {"email", "website", *PHONES} & vals.keys()
        self._vn_put_addresses_right({name for name in names if vals[name]})
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

    # === Phones and tax codes ===

    @api.model
    def _vn_prepare_customers(self, vals_list):
        """Return *vals_list* with the phones and tax codes of customers put right."""
        default, prepared = None, []
        for vals in vals_list:
            relationship = vals.get("vn_relationship_id")
            if not {"vat", *PHONES}.isdisjoint(filter(vals.get, vals)):
                if not {"vn_relationship_id", "parent_id"} & vals.keys():
                    if default is None:
                        # sudo: a catalog's default entry is no secret
                        default = self.sudo().default_get(["vn_relationship_id"])
                    relationship = default.get("vn_relationship_id")
                if relationship:
                    vals = self._vn_prepare_customer(vals)
            prepared.append(vals)
        return prepared

    @api.model
    def _vn_prepare_customer(self, vals):
        vals = dict(vals)
        country = self._vn_get_linked(vals, "country_id")
        foreign = bool(country) and country.code != "VN"
        if vals.get("vat") and not foreign:
            vals["vat"] = self._vn_clean_vat(vals["vat"])
        phones, lines = self._vn_settle_phones(*map(vals.get, PHONES), foreign)
        vals.update(phones)
        if note := added(vals.get("comment"), lines):
            vals["comment"] = note
        return vals

    @api.model
    def _vn_settle_phones(self, first, second, foreign):
        """Return ({field: text} of what changes, lines of the note) of two phones.

        :param foreign: the customer is in another country
        """
        *texts, notes = phone_cell.settle(first, second, foreign)
        changes = {
            name: text or False
            for name, text, before in zip(PHONES, texts, (first, second), strict=True)
            if (text or False) != (before or False)
        }
        return changes, self._vn_label_phones(notes)

    @api.model
    def _vn_label_phones(self, notes):
        """Return the lines of a note, (label, text), of what a phone field held.

        :param notes: (kind, text), as of :func:`..tools.phone_cell.settle`
        """
        labels = {
            "other": self.env._("Other phone"),
            "beside": self.env._("Beside the phone"),
            "written": self.env._("Phone as written"),
        }
        return [(labels.get(kind, ""), tidy(text)) for kind, text in notes]

    def _vn_all_vietnamese(self, vals):
        """Say whether the tax code in *vals* is one of Vietnam, for all they are for.

        Of those that exist, all have to be customers.
        """
        countries = self._vn_get_linked(vals, "country_id")
        # sudo: whether they are customers, and their country, tells nobody anything
        partners = self.sudo()
        if "country_id" not in vals:
            countries = partners.country_id
        return all(partner.vn_relationship_id for partner in partners) and (
            {*countries.mapped("code")} <= {"VN"}
        )

    @api.model
    def _vn_clean_vat(self, text):
        """Return a tax code as it is stored; what is none, as it was typed."""
        code = tax_code.clean(text)
        if tax_code.is_well_formed(code):
            return code
        return False if emails.is_nothing(code) else text

    # === Addresses ===

    def _vn_put_addresses_right(self, names):
        """Leave one address or number in each of the fields *names* of customers."""
        if not names:
            return
        # sudo: whether it is a customer, which employees alone may see
        customers = self.sudo().filtered("vn_relationship_id")
        for partner in self.browse(customers.ids):
            values, lines = {}, []
            for name in sorted(names.difference(PHONES)):
                if partner[name]:
                    partner._vn_read_addresses_of(name, values, lines)
            if not names.isdisjoint(PHONES):
                # sudo: the second phone is the employees' field
                texts = map(partner.sudo().__getitem__, PHONES)
                foreign = (partner.country_id.code or "VN") != "VN"
                phones, notes = self._vn_settle_phones(*texts, foreign)
                values.update(phones)
                lines += notes
            # most have no line to add: their notes need not be read
            if lines and (note := added(partner.comment, lines)):
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
