from odoo import api, models

from odoo.addons.crm_vn_base.tools.text import key

#: why a ward is left open that somebody can choose
_TO_CHOOSE = ("split", "several", "spelling", "kind")
#: so many wards to choose from are told
_SHOWN = 4


class ResPartner(models.Model):
    """Ward and province of imported customers, read from what their cells say."""

    _inherit = "res.partner"

    @api.model
    def _vn_clean_rows(self, table):
        result = super()._vn_clean_rows(table)
        self._vn_read_addresses(table)
        return result

    @api.model
    def _vn_read_addresses(self, table):
        """Give rows that name one place the ward and the province of today.

        The address may be in one cell or in several (street, ward or district,
        province; old and new). What is not certain stays as it is written; the
        province is given where it alone is known.
        """
        if "city_id" in table.fields or not {"street", "city"} & {*table.fields}:
            return
        rows, texts = [], []
        for row in table.rows:
            country = key(row.values.get("country_id") or "vietnam").replace(" ", "")
            if country not in ("vietnam", "vn", "vietnamvn"):
                continue
            cells = (
                row.values.get(name)
                for name in ("street", "street2", "city", "state_id")
            )
            text = ", ".join(
                cell for cell in cells if isinstance(cell, str) and cell.strip()
            )
            if text:
                rows.append(row)
                texts.append(text)
        City = self.env["res.city"]
        vietnam = self.env.ref("base.vn").id
        for row, text, place in zip(rows, texts, City._vn_locate(texts), strict=True):
            if place["certainty"] == "choice" and place["reason_code"] in _TO_CHOOSE:
                row.doubts.append(self._vn_get_choice(place))
            if place["certainty"] == "exact":
                ward = City.browse(place["city_id"])
                for name in ("street", "street2", "city", "state_id", "country_id"):
                    row.values.pop(name, None)
                row.values["street"] = place["street"]
                row.values["city"] = ward.name
                row.extra.update(
                    city_id=ward.id, state_id=ward.state_id.id, country_id=vietnam
                )
                if place["era"] == "old":
                    row.extra["vn_old_address"] = text
            elif place["state_id"] and row.values.get("state_id"):
                # a province of before July 2025 is part of one of today
                row.values.pop("state_id")
                row.extra.update(state_id=place["state_id"], country_id=vietnam)
                row.values.pop("country_id", None)
                if place["era"] == "old":
                    row.extra["vn_old_address"] = text

    @api.model
    def _vn_get_choice(self, place):
        """Say why the ward of an address is left open, and which ones it may be."""
        wards = self.env["res.city"].browse(place["candidates"])
        names = wards[:_SHOWN].mapped("name")
        if wards[_SHOWN:]:
            names.append("…")
        return self.env._(
            "the ward is left open: %(reason)s It may be: %(wards)s",
            reason=place["reason"],
            wards=", ".join(names),
        )
