from odoo import api, models, tools
from odoo.tools import SQL

from ..tools.reader import read


class ResCity(models.Model):
    """Reading addresses: texts in, wards of the database out."""

    _inherit = "res.city"

    @api.model
    def _vn_locate(self, texts):
        """Read addresses as people type them.

        Any order, with or without accents and prefixes, of today's two levels or of
        the three before July 2025. Nothing is guessed: see :mod:`..tools.reader`.

        :param texts: list of texts; an empty one is ``unknown``
        :return: one dict a text: ``street`` (what is left), ``city_id`` (only where
            ``exact``), ``state_id``, ``era`` (``new``, ``old`` or False),
            ``certainty`` (``exact``, ``choice``, ``unknown``), ``candidates`` (city
            ids, the likeliest first), ``reason`` (a sentence), ``reason_code``,
            ``key`` (the same for addresses that have the same question) and
            ``old_unit`` (name of the unit of before July 2025, if there is one)
        """
        wards, states = self._vn_unit_ids()
        sentences = self._vn_reasons()
        found = []
        for text in texts:
            reading = read(text or "")
            ward = reading.ward
            city_id = (ward is not None and wards.get(ward.code)) or False
            certainty = reading.certainty
            if certainty == "exact" and not city_id:
                # somebody deleted the ward
                certainty = "unknown"
            province = reading.province
            old = self._vn_old_name(reading.old)
            reason = reading.reason
            if reason == "agree" and old:
                reason = "became"
            found.append(
                {
                    "street": reading.street,
                    "city_id": city_id,
                    "state_id": (province is not None and states.get(province.code))
                    or False,
                    "era": reading.era or False,
                    "certainty": certainty,
                    "candidates": [
                        wards[code] for code in reading.candidates if code in wards
                    ],
                    "reason": sentences[reason].replace("%(old)s", old),
                    "reason_code": reading.reason,
                    "key": reading.key,
                    "old_unit": old,
                }
            )
        return found

    @api.model
    @tools.ormcache()
    def _vn_unit_ids(self):
        """Return ({ward code: id}, {province code: id}) of the units that exist."""
        wards = self.env.execute_query(
            SQL(
                "SELECT vn_code, id FROM res_city"
                " WHERE vn_code IS NOT NULL AND vn_valid_to IS NULL"
            )
        )
        # sudo: codes of provinces are public
        states = self.env["res.country.state"].sudo().search([("vn_code", "!=", False)])
        return (
            dict(wards),
            {state.vn_code: state.id for state in states},
        )

    @api.model
    def _vn_old_name(self, unit):
        """Return the name of an old unit with the units it was in."""
        names = []
        while unit is not None and unit.parent is not None:
            names.append(unit.full_name)
            unit = unit.parent
        return ", ".join([*names, unit.name] if unit is not None else names)

    @api.model
    def _vn_reasons(self):
        """Return why a text was read so: {reason: sentence with ``%(old)s``}."""
        return {
            "became": self.env._("%(old)s has become this ward."),
            "agree": self.env._("Ward and province agree."),
            "split": self.env._("%(old)s was divided among several wards."),
            "several": self.env._("Several wards fit this address."),
            "spelling": self.env._("A name in it is spelt otherwise, or unknown."),
            "kind": self.env._("The ward has this name, but is of another kind."),
            "loose": self.env._("The name may be part of the street's."),
            "no_ward": self.env._("No ward or commune is named in it."),
            "no_province": self.env._("No province is named in it."),
            "nothing": self.env._("No place in Vietnam was found."),
        }
