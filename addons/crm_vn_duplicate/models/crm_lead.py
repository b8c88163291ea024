from odoo import api, models

from ..tools import phone_cell
from ..tools.notes import added


class CrmLead(models.Model):
    """Phones of leads, read as those of customers, whoever writes them.

    The first number has the field; others, and what is none, are lines of the notes.
    A text with digits that is no number stays.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.find.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        prepared, foreign = [], {}
        for vals in vals_list:
            if vals.get("phone"):
                country = self._vn_get_linked(vals, "country_id")
                if country not in foreign:
                    foreign[country] = self._vn_is_abroad(country)
                text, lines = self._vn_settle_phone(vals["phone"], foreign[country])
                note = added(vals.get("description"), lines)
                vals = {
                    **vals,
                    "phone": text,
                    **({"description": note} if note else {}),
                }
            prepared.append(vals)
        return super().create(prepared)

    def write(self, vals):
        lines = []
        if vals.get("phone"):
            by_place = self.grouped(lambda lead: lead._vn_is_abroad_with(vals))
            if len(by_place) > 1:
                return all(leads.write(vals) for leads in by_place.values())
            [abroad] = by_place or [self._vn_is_abroad_with(vals)]
            text, lines = self._vn_settle_phone(vals["phone"], abroad)
            vals = {**vals, "phone": text}
        result = super().write(vals)
        for lead in self if lines else ():
            if note := added(lead.description, lines):
                # the write below this one: this one would read the text again
                # pylint: disable-next=super-method-mismatch
                super(CrmLead, lead).write({"description": note})
        return result

    def _vn_is_abroad_with(self, vals):
        """Say whether this lead, written with *vals*, is one of another country."""
        country = self.country_id
        if "country_id" in vals:
            country = self._vn_get_linked(vals, "country_id")
        return self._vn_is_abroad(country)

    @api.model
    def _vn_is_abroad(self, country):
        """Say whether numbers are read as those of another country.

        :param country: of the lead; where it has none, the company's counts
        """
        country = country or self.env.company.country_id
        return bool(country) and country.code != "VN"

    @api.model
    def _vn_settle_phone(self, text, foreign):
        """Return (what the field is to hold, lines of the notes) of a phone's *text*.

        A number of another country, by itself, stays as Odoo or people write it.
        """
        cell = phone_cell.read(text, foreign)
        alone = len(cell.numbers) == 1 and not cell.notes
        if alone and not cell.numbers[0].startswith("+84"):
            return text, []
        first, second, notes = phone_cell.settle(text, foreign=foreign)
        if second:
            notes.insert(0, ("other", second))
        return first or False, self.env["res.partner"]._vn_label_phones(notes)
