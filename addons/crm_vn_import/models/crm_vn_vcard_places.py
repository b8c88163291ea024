import re

from odoo import api, models

from odoo.addons.crm_vn_customer.tools.text import key

_PREFIX = re.compile(r"^(tinh|thanh pho|tp|t p|province|city of)\s+")


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
        country = self.countries.get(key(address.country), "")
        name = _PREFIX.sub("", key(address.state or ""))
        state = self.states.get((country or self.home, name), "") if name else ""
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
        countries, states = {}, {}
        found = self.env["res.country"].search([])
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for lang in [*languages, self.env.lang]:
            translated = found.with_context(lang=lang)
            for country, other in zip(found, translated, strict=True):
                countries[key(other.name)] = country.name
                countries[key(country.code or "")] = country.name
        countries.pop("", None)
        home = self.env.ref("base.vn")
        for state in self.env["res.country.state"].search(
            [("country_id", "=", home.id)]
        ):
            name = _PREFIX.sub("", key(state.name))
            states.setdefault((state.country_id.name, name), state.name)
        return Places(countries, states, home.name)
