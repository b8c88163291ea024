import re

from odoo import api, models

from odoo.addons.crm_vn_base.tools.text import clean, key, tidy
from odoo.addons.crm_vn_duplicate.tools import (
    emails,
    phone,
    phone_cell,
    tax_code,
    websites,
)
from odoo.addons.crm_vn_duplicate.tools.notes import split_lines
from odoo.addons.crm_vn_duplicate.tools.organisation import is_company
from odoo.addons.crm_vn_duplicate.tools.places import country_code

from ..tools.totals import is_total

_HAS_DIGIT = re.compile(r"\d")
#: numbers of papers that are no tax codes, as their label says
_OTHER_PAPER = re.compile(
    r"(?i)^\W*(?:số )?(?:cmnd|cmt|h[oộ] chi[eế]u|passport)\b\D*\d"
)
#: what people call a company, and a person, in a column that tells them apart
_COMPANY = {
    "1",
    "true",
    "x",
    "co",
    "yes",
    "company",
    "cong ty",
    "to chuc",
    "doanh nghiep",
    "dung",
}
_PERSON = {
    *(
        "0",
        "false",
        "khong",
        "no",
        "person",
        "individual",
        "ca nhan",
        "khach le",
        "sai",
    ),
}


class ResPartner(models.Model):
    """The cells of an imported list, each kind put right by its own reader.

    What a reader can't place is a line of the note. Numbers are never made up: the
    head of one that a spreadsheet has cut is refused.
    """

    _inherit = "res.partner"

    @api.model
    def _vn_clean_rows(self, table):
        """Put the text, phones, e-mails and tax codes of all rows right."""
        previous = None
        for row in table.rows:
            values = row.values
            for name, value in values.items():
                if isinstance(value, str):
                    field = self._fields.get(name)
                    long = field and field.type in ("text", "html")
                    values[name] = clean(value) if long else tidy(value)
            self._vn_clean_notes(row)
            self._vn_clean_phones(row)
            self._vn_clean_emails(row)
            self._vn_clean_contacts(row)
            if previous and row.contacts and not any(values.values()):
                # as Odoo's exports write the second contact of a customer
                row.first, row.adds = previous, True
                previous.contacts += row.contacts
                continue
            previous = row
            if values.get("vat"):
                self._vn_clean_tax_code(row)
            self._vn_clean_kind(row)
            told = row.numbers or row.emails or values.get("vat") or values.get("ref")
            if not told and is_total(values.get("name")):
                reason = self.env._("this is a line of totals, not a customer")
                row.errors.append((False, reason, None))
        if table.rows and not {"name", "ref", "id", ".id"} & {*table.fields}:
            reason = self.env._(
                "no column is the customer's name: choose the field “Name” for one "
                "of them, and check that the first line of the file holds the headings"
            )
            partial = (self.env.context.get("vn_import") or {}).get("leave_out_failed")
            for row in table.rows if partial else table.rows[:1]:
                row.errors.append((False, reason, None))

    @api.model
    def _vn_clean_notes(self, row):
        text = row.values.pop("comment", None)
        row.notes += [("", line) for line in split_lines(text and str(text))]

    @api.model
    def _vn_clean_phones(self, row):
        """Read the numbers of the row; what is written beside them is a note.

        A text with digits that is no number stays as typed.
        """
        for name in ("phone", "vn_phone2"):
            cell = row.values.pop(name, None)
            if not cell:
                continue
            if phone.is_cut(cell):
                reason = self.env._(
                    "“%(number)s” is only the beginning of a phone number, the "
                    "spreadsheet has cut it: format the column as text, write the "
                    "number anew, and import the row again",
                    number=str(cell)[:40],
                )
                row.errors.append((False, reason, None))
                continue
            found = phone_cell.read(cell, self._vn_is_foreign(row))
            row.numbers += [n for n in found.numbers if n not in row.numbers]
            notes = list(found.notes)
            if row.typed_phone and found.typed:
                notes.insert(0, ("written", found.typed))
            row.typed_phone = row.typed_phone or found.typed
            row.notes += self._vn_label_phones(notes)

    @api.model
    def _vn_clean_emails(self, row):
        if cell := row.values.pop("email", None):
            found = emails.parse(cell)
            row.emails += found.addresses
            # "An <an@example.com>" says nothing new of An
            name = key(row.values.get("name") or "")
            row.notes += [
                (self.env._("Beside the e-mail"), tidy(note))
                for note in found.notes
                if not found.addresses or key(note) not in name
            ]
        if cell := row.values.pop("website", None):
            found = websites.parse(cell)
            row.sites += found.sites
            row.notes += [
                (self.env._("Beside the website"), tidy(note)) for note in found.notes
            ]

    @api.model
    def _vn_clean_contacts(self, row):
        """Take the contact person of the row, from columns of ``child_ids``."""
        contact = {}
        for name in ("name", "function", "phone", "email"):
            value = row.values.pop(f"child_ids/{name}", None)
            if value and not emails.is_nothing(str(value)):
                contact[name] = str(value)
        if not contact:
            return
        if key(contact.get("name") or "") == key(row.values.get("name") or ""):
            contact.pop("name", None)
        found = phone.parse(contact.get("name"))
        if found.numbers:
            # "Liên hệ" is the heading of phones as well
            row.numbers += [n for n in found.numbers if n not in row.numbers]
            contact.pop("name")
            label = self.env._("Beside the phone")
            row.notes += [(label, tidy(note)) for note in found.notes]
        if "name" in contact:
            row.contacts.append(contact)
            return
        # of nobody else: the customer's own
        numbers = phone.parse(contact.get("phone"))
        row.numbers += [n for n in numbers.numbers if n not in row.numbers]
        addresses = emails.parse(contact.get("email"))
        row.emails += [a for a in addresses.addresses if a not in row.emails]
        label = self.env._("Contact")
        rest = [*numbers.notes, *addresses.notes]
        if contact.get("function"):
            if row.values.get("function"):
                rest.append(contact["function"])
            else:
                row.extra.setdefault("function", contact["function"])
        row.notes += [(label, tidy(note)) for note in rest]

    @api.model
    def _vn_is_foreign(self, row):
        """Say whether the row gives a country, and it is not Vietnam."""
        country = str(row.values.get("country_id") or "")
        told = country and not emails.is_nothing(country)
        return bool(told) and country_code(country) != "VN"

    @api.model
    def _vn_clean_tax_code(self, row):
        code = tax_code.clean(row.values["vat"])
        if emails.is_nothing(code):
            code = ""
        elif not _HAS_DIGIT.search(code) or _OTHER_PAPER.match(code):
            row.notes.append((self.env._("Tax code"), tidy(code)))
            code = ""
        foreign = self._vn_is_foreign(row)
        if code and not foreign and not tax_code.is_well_formed(code):
            reason = self.env._(
                "“%(code)s” is no Vietnamese tax code: it has 10 digits, 10 and 3 "
                "after a dash, or 12",
                code=code[:40],
            )
            row.errors.append((False, reason, None))
        elif (
            not foreign
            and len(code) in (10, 14)
            and not (tax_code.has_valid_check_digit(code[:10]))
        ):
            row.doubts.append(self.env._("the check digit of the tax code is wrong"))
        row.values["vat"] = code

    @api.model
    def _vn_clean_kind(self, row):
        """Say whether the customer is a company: the list, the tax code, the name."""
        told = None
        for name in ("is_company", "company_type"):
            text = key(str(row.values.pop(name, None) or ""))
            if text in _COMPANY:
                told = True
            elif text in _PERSON:
                told = False
            elif text:
                row.notes.append((self.env._("Kind of customer"), text))
        if told is None:
            told, sure = is_company(
                row.values.get("name") or "", row.values.get("vat") or ""
            )
            if not sure and row.values.get("name"):
                row.doubts.append(
                    self.env._("taken for a person")
                    if not told
                    else self.env._("taken for a company")
                )
            if not told:
                return
        row.extra["is_company"] = told
