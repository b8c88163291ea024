import base64
import io

from PIL import Image

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_duplicate.tools.organisation import is_organisation

from ..tools.vcard import read_cards

#: columns that are always there; the others when a card has something for them
ALWAYS = ("name", "phone", "email", "is_company")
COLUMNS = (
    *ALWAYS,
    *("company_name", "function", "street", "street2", "city", "zip"),
    *("state_id", "country_id", "website", "comment", "image_1920"),
)
#: pictures with more points than a good camera's are left out
PHOTO_MAX_PIXELS = 42_000_000


class BaseImportImport(models.TransientModel):
    """vCards in Odoo's import dialog: one row for each card.

    The rows then go the way of any other list of customers: they are matched to
    those who exist, fill in what is blank, and are counted. Addresses of photos are
    never opened: only pictures inside the file are taken.
    """

    _inherit = "base_import.import"

    def _vn_is_vcard(self):
        return self.res_model == "res.partner" and (
            (self.file_name or "").lower().endswith((".vcf", ".vcard"))
            or self.file_type in ("text/vcard", "text/x-vcard", "text/directory")
        )

    def _read_file(self, options):
        if not self._vn_is_vcard() or not self.file:
            return super()._read_file(options)
        return self._read_vcf(options)

    def _read_vcf(self, options):
        """Return the number of cards and their rows, the fields' names first.

        Rows are in the order of the cards. A card that can't become a customer is a
        row without a name, whose note says why, so that it is counted as failed.

        :raise UserError: when there is no card in the file
        """
        cards = read_cards(self.file or b"")
        if not cards:
            raise UserError(
                self.env._(
                    "There is no vCard in %(file)s: a vCard begins with BEGIN:VCARD. "
                    "Export the contacts again, as a .vcf file.",
                    file=self.file_name or self.env._("this file"),
                )
            )
        options["has_headers"] = True
        places = self.env["crm.vn.vcard.places"]._get_places()
        rows = [self._vn_card_values(card, places) for card in cards]
        columns = [
            name
            for name in COLUMNS
            if name in ALWAYS or any(values.get(name) for values in rows)
        ]
        return len(rows), [
            columns,
            *([values.get(name, "") for name in columns] for values in rows),
        ]

    def _get_mapping_suggestions(self, headers, header_types, fields_tree):
        """The columns of a vCard are fields: nothing to guess."""
        if self._vn_is_vcard() and set(headers) <= set(COLUMNS):
            return {
                (index, header): {"field_path": [header], "distance": 0}
                for index, header in enumerate(headers)
            }
        return super()._get_mapping_suggestions(headers, header_types, fields_tree)

    def _vn_get_filled_lines(self, options):
        """Return the line at which each row begins, the heading's first."""
        if self._vn_is_vcard():
            return [0, *(card.line for card in read_cards(self.file or b""))]
        return super()._vn_get_filled_lines(options)

    def _vn_card_values(self, card, places):
        """Return the cells of a card: {field: text}."""
        if card.problem:
            return {"comment": self._vn_card_problem(card)}
        values = {
            "name": card.name,
            "phone": " ; ".join(card.phones),
            "email": " ; ".join(card.emails),
            "function": card.function,
            "website": " ; ".join(card.websites),
            "comment": "\n".join(self._vn_card_notes(card)),
            "image_1920": self._vn_card_photo(card),
        }
        if card.is_company or is_organisation(card.name):
            values["is_company"] = "1"
        else:
            # nothing said: the name tells, and the preview where it does not
            values["is_company"] = ""
            values["company_name"] = card.company if card.company != card.name else ""
        if card.addresses:
            values.update(places.values(card.addresses[0]))
        return values

    def _vn_get_refused(self, options):
        """Say of each card that can't become a customer why."""
        if not self._vn_is_vcard():
            return super()._vn_get_refused(options)
        return {
            index: self._vn_card_problem(card)
            for index, card in enumerate(read_cards(self.file or b""))
            if card.problem
        }

    def _vn_get_doubts(self, options):
        """Say of each card what was left out of it, and why."""
        if not self._vn_is_vcard():
            return super()._vn_get_doubts(options)
        words = {
            "remote_photo": self.env._(
                "the photo is an address on the web, which is not opened: see the note"
            ),
            "big_photo": self.env._("the photo is too large and was left out"),
            "bad_photo": self.env._("the photo can't be shown and was left out"),
            "unclosed": self.env._("the card has no end: something may be missing"),
        }
        return {
            index: [words[warning] for warning in dict.fromkeys(warnings)]
            for index, card in enumerate(read_cards(self.file or b""))
            if (warnings := self._vn_get_warnings(card)) and not card.problem
        }

    @api.model
    def _vn_get_warnings(self, card):
        """Return what there is to say of a *card*: its warnings, without the vain."""
        warnings = [
            warning
            for warning in card.warnings
            # of several photos one is enough
            if not (card.photo and warning.endswith("_photo"))
        ]
        if card.photo and not self._vn_card_photo(card):
            warnings.append("bad_photo")
        return warnings

    def _vn_card_problem(self, card):
        if card.problem == "group":
            return self.env._(
                "“%(name)s” is a list of contacts, not a contact", name=card.name
            )
        return self.env._("The card has no name, company, phone or e-mail")

    def _vn_card_notes(self, card):
        """Return the lines of the note, with all that has no field of its own."""
        labels = {
            "nickname": self.env._("Nickname"),
            "company": self.env._("Other company"),
            "function": self.env._("Other function"),
            "categories": self.env._("Categories"),
            "chat": self.env._("Chat"),
            "related": self.env._("Related"),
            "date": self.env._("Date"),
            "address": self.env._("Address"),
            "name": self.env._("Other name"),
            "extension": self.env._("Extension"),
            "photo": self.env._("Photo"),
        }
        extras = [
            *((self.env._("Fax"), fax) for fax in card.faxes),
            *((self.env._("Birthday"), day) for day in (card.birthday,) if day),
            *((self.env._("Contact"), name) for name in (card.person,) if name),
            *(
                (
                    self.env._("Other address"),
                    ", ".join(filter(None, vars(address).values())),
                )
                for address in card.addresses[1:]
            ),
            *((labels.get(label, label), text) for label, text in card.extras),
        ]
        return [
            *([card.note] if card.note else []),
            *(f"{label}: {text}" for label, text in extras),
        ]

    @api.model
    def _vn_card_photo(self, card):
        """Return the photo in base64 if it is one that Odoo can take, else ``""``."""
        if not card.photo:
            return ""
        try:
            with Image.open(io.BytesIO(card.photo)) as picture:
                if picture.width * picture.height > PHOTO_MAX_PIXELS:
                    return ""
                picture.draft("RGB", (64, 64))
                picture.load()
        except Exception:  # a picture that nobody can show
            return ""
        return base64.b64encode(card.photo).decode()
