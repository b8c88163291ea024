from odoo import api, models

from ..tools.tiles import TILES, shade

_CUSTOMERS = [("vn_relationship_id", "!=", False)]
_WON = [("type", "=", "opportunity"), ("won_status", "=", "won")]


class ResCountryState(models.Model):
    _inherit = "res.country.state"

    @api.model
    @api.readonly
    def vn_get_map(self):
        """Return the provinces with their place on the map and their figures.

        Counted is what the user may read; each number has the domain that opens it.

        :return: dict: ``tiles``, a list of dicts (``id``, ``name``, ``column``, ``row``
            and for each measure ``customers`` and ``revenue`` a dict of ``value``,
            ``shade``), and ``measures``: {name: {``label``, ``model``, ``domain``,
            ``path``, ``monetary``}}
        """
        # sudo: provinces are public
        states = self.sudo().search([("vn_code", "in", list(TILES))], order="name, id")
        measures = self._vn_get_map_measures()
        values = {}
        for name, measure in measures.items():
            path = measure.setdefault("path", "state_id")
            groups = self.env[measure["model"]]._read_group(
                [*measure["domain"], (path, "in", states.ids)],
                [path],
                [measure.pop("aggregate")],
            )
            values[name] = {state.id: value or 0 for state, value in groups}
        tiles = []
        for state in states:
            column, row = TILES[state.vn_code]
            tile = {
                "id": state.id,
                "name": state.name,
                "column": column,
                "row": row,
            }
            for name, found in values.items():
                value = found.get(state.id, 0)
                highest = max(found.values(), default=0)
                tile[name] = {"value": value, "shade": shade(value, highest)}
            tiles.append(tile)
        return {"tiles": tiles, "measures": measures}

    @api.model
    def _vn_get_map_measures(self):
        """Return what the map can show: {name: dict}; extend it for other figures.

        A measure has ``label``, ``model``, ``domain`` (a list), ``path`` to the
        province (``state_id`` by default), ``aggregate`` of :meth:`_read_group` and
        ``monetary``.
        """
        return {
            "customers": {
                "label": self.env._("Customers"),
                "model": "res.partner",
                "domain": _CUSTOMERS,
                "aggregate": "__count",
                "monetary": False,
            },
            "revenue": {
                "label": self.env._("Revenue of won opportunities"),
                "model": "crm.lead",
                "domain": _WON,
                "aggregate": "expected_revenue:sum",
                "monetary": True,
            },
        }
