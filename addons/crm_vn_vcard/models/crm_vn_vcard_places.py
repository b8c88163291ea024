from odoo import api, models

from odoo.addons.crm_vn_base.tools.text import key
from odoo.addons.crm_vn_duplicate.tools.places import (
    country_code,
    province_key,
    province_today,
)


class Places:
    """Countries and provinces by what people call them."""

    def __init__(self, countries, states, home):
        self.countries = countries
        self.states = states
        self.home = home

    def values(self, address):
        """Return the cells of an *address*; an unknown province joins the city.

        :param address: :class:`..tools.vcard.Address`
        :return: {field: text}
        """
        country = self.countries.get(country_code(address.country)) or (
            self.countries.get(key(address.country), "")
        )
        name = province_key(address.state)
        state = ""
        if name and (country or self.home) == self.home:
            # an abolished province is noted when the row is read
            known = name in self.states or province_today(address.state) in self.states
            state = address.state if known else ""
        left = [address.city]
        if address.state and not state:
            left.append(address.state)
        if address.country and not country:
            left.append(address.country)
        return {
            "street": address.street,
            "street2": address.street2,
            "city": ", ".join(filter(None, left)),
            "zip": address.zip,
            "state_id": state,
            "country_id": country or (self.home if state else ""),
        }


class CrmVnVcardPlaces(models.AbstractModel):
    _name = "crm.vn.vcard.places"
    _description = "Places in vCards"

    @api.model
    def _get_places(self):
        """Return the :class:`Places` of the database, in every language installed.

        Provinces are those of Vietnam, as in every other list that is imported.
        """
        countries = {}
        found = self.env["res.country"].search([])
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for lang in [*languages, self.env.lang]:
            translated = found.with_context(lang=lang)
            for country, other in zip(found, translated, strict=True):
                countries[key(other.name)] = country.name
                countries[country.code] = country.name
        countries.pop("", None)
        countries.pop(False, None)
        home = self.env.ref("base.vn")
        states = {
            province_key(state.name)
            for state in self.env["res.country.state"].search(
                [("country_id", "=", home.id)]
            )
        }
        return Places(countries, states, home.name)
