from urllib.parse import urlsplit

from odoo import api, models
from odoo.fields import Command

from odoo.addons.crm_vn_base.tools.text import company_key, key, tidy
from odoo.addons.crm_vn_duplicate.tools import emails, phone
from odoo.addons.crm_vn_duplicate.tools.notes import added, to_html
from odoo.addons.crm_vn_duplicate.tools.organisation import kind


class ResPartner(models.Model):
    """Where the phones, e-mails, people and notes of a row find a place.

    A customer has two phones, one e-mail and one website: what is beyond these, and
    is not known yet, becomes a line of the note. Known is what the customer has in
    any spelling, so that a list that is imported again changes nothing.
    """

    _inherit = "res.partner"

    @api.model
    def _vn_join_rows(self, first, row):
        """Give an earlier row about the same customer what only this one says."""
        row.first = first
        theirs, mine = first.values.get("name") or "", row.values.get("name") or ""
        other = key(mine) != key(theirs) and company_key(mine) != company_key(theirs)
        if mine and other:
            self._vn_take_other_name(row, mine, bool(first.extra.get("is_company")))
        for name in ("numbers", "emails", "sites", "notes", "contacts"):
            known = getattr(first, name)
            new = [value for value in getattr(row, name) if value not in known]
            known += new
            row.adds = row.adds or bool(new)
        if row.typed_phone and row.typed_phone != first.typed_phone:
            first.notes.append((self.env._("Phone as written"), row.typed_phone))
            row.adds = True
        for mine, theirs in ((row.values, first.values), (row.extra, first.extra)):
            for name, value in mine.items():
                if not value or name == "name":
                    continue
                if not theirs.get(name):
                    theirs[name] = value
                    row.adds = True
                elif key(str(theirs[name])) != key(str(value)):
                    row.kept.append(self._vn_kept(name, value))

    @api.model
    def _vn_take_other_name(self, row, name, of_company):
        """Make a contact person of a row that calls the customer otherwise.

        :param of_company: the customer is a company
        """
        if of_company and kind(name) != "company":
            contact = {"name": name}
            if row.numbers:
                contact["phone"] = " / ".join(map(phone.display, row.numbers))
            if row.emails:
                contact["email"] = ", ".join(row.emails)
            if function := row.values.pop("function", ""):
                contact["function"] = function
            row.contacts.append(contact)
            row.numbers, row.emails = [], []
        else:
            row.notes.append((self.env._("Other name"), name))

    def _vn_place(self, row):
        """Return the values that give this customer what *row* says.

        :param self: the customer that exists, or no record
        :return: dict of ``phone``, ``vn_phone2``, ``email``, ``website``,
            ``child_ids`` and ``comment``, without those that stay as they are
        """
        values, lines = {}, []
        self._vn_place_phones(row, values, lines)
        self._vn_place_one(
            "email",
            emails.parse(self.email).addresses,
            row.emails,
            str.lower,
            self.env._("Other e-mail"),
            row,
            values,
            lines,
        )
        self._vn_place_one(
            "website",
            [self.website] if self.website else [],
            row.sites,
            _site_key,
            self.env._("Other website"),
            row,
            values,
            lines,
        )
        self._vn_place_contacts(row, values, lines)
        self._vn_place_lines([*row.notes, *lines], values)
        return values

    def _vn_place_phones(self, row, values, lines):
        cells = [self.phone, self.vn_phone2]
        if row.explicit and row.numbers:
            # a row that names the customer by its code replaces
            cells = [
                cell
                if index >= len(row.numbers)
                or row.numbers[index] in phone.parse(cell).numbers
                else False
                for index, cell in enumerate(cells)
            ]
        known = {number for cell in cells for number in phone.parse(cell).numbers}
        new = [number for number in row.numbers if number not in known]
        for name, cell in zip(("phone", "vn_phone2"), cells, strict=True):
            if not cell and new:
                values[name] = phone.display(new.pop(0))
        label = self.env._("Other phone")
        lines += [(label, phone.display(number)) for number in new]
        typed = row.typed_phone
        if typed and not (cells[0] or "phone" in values):
            values["phone"] = typed
        elif typed and tidy(cells[0]) != typed:
            lines.append((self.env._("Phone as written"), typed))

    def _vn_place_one(self, name, known, new, fold, label, row, values, lines):
        """Place addresses: the first in the field *name*, the others in the note."""
        if row.explicit and new:
            known = [address for address in known if fold(address) == fold(new[0])]
        folded = {fold(address) for address in known}
        for address in new:
            if fold(address) in folded:
                continue
            folded.add(fold(address))
            if not known and name not in values:
                values[name] = address
            else:
                lines.append((label, address))

    def _vn_place_contacts(self, row, values, lines):
        """Add the people of a company; of a person, they are lines of the note."""
        company = self.is_company if self else bool(row.extra.get("is_company"))
        children = {key(child.name or ""): child for child in self.child_ids}
        commands = []
        for contact in row.contacts:
            if not company:
                text = ", ".join(filter(None, contact.values()))
                lines.append((self.env._("Contact"), tidy(text)))
                continue
            folded = key(contact["name"])
            prepared = self._vn_prepare_contact(contact)
            if folded not in children:
                children[folded] = self.browse()
                commands.append(Command.create({**prepared, "type": "contact"}))
                continue
            child = children[folded]
            if not child:
                continue
            more = {k: v for k, v in prepared.items() if k != "name" and not child[k]}
            if more:
                commands.append(Command.update(child.id, more))
        if commands:
            values["child_ids"] = commands

    @api.model
    def _vn_prepare_contact(self, contact):
        """Return the values of a contact person, notes with what has no field."""
        found = phone.parse(contact.get("phone"))
        addresses = emails.parse(contact.get("email"))
        shown = [phone.display(number) for number in found.numbers]
        rest = [*shown[2:], *found.notes, *addresses.addresses[1:], *addresses.notes]
        values = {
            "name": tidy(contact["name"]),
            "function": tidy(contact.get("function")),
            "phone": shown[0] if shown else "",
            "vn_phone2": shown[1] if shown[1:] else "",
            "email": addresses.addresses[0] if addresses.addresses else "",
            "comment": to_html(map(tidy, rest)) if rest else "",
        }
        return {name: value for name, value in values.items() if value}

    def _vn_place_lines(self, lines, values):
        """Append those *lines* to the note that it does not hold yet."""
        if note := added(self.comment, lines):
            values["comment"] = note

    @api.model
    def _vn_kept(self, name, value):
        """Say which value of a list was not taken over, because there is another."""
        field = self._fields.get(name)
        label = field._description_string(self.env) if field else name
        if field and field.type == "many2one":
            value = self.env[field.comodel_name].browse(value).display_name
        elif field and field.type == "many2many":
            names = self.env[field.comodel_name].browse(value).mapped("display_name")
            value = ", ".join(names)
        return self.env._(
            "%(field)s stays as it is, the list says “%(value)s”",
            field=label,
            value=str(value)[:80],
        )


def _site_key(site):
    """Return the form in which spellings of a website are equal."""
    try:
        parts = urlsplit(site if "://" in site else f"http://{site}")
    except ValueError:
        return site.lower()
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
