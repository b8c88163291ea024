from odoo import api, models
from odoo.tools import SQL

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG
from odoo.addons.crm_vn_base.tools.text import fold

from ..tools.units import PREFIXES, current, read

_START = "2025-07-01"


class ResCity(models.Model):
    """Keeping the units of the database equal to the addon's tables."""

    _inherit = "res.city"

    @api.model
    def _vn_load_units(self):
        """Create the units that are missing, and apply the changes since.

        Called at the installation and at each update of the addon. An update is a
        dated line in ``data/units/changes.csv``: what changed is changed, a unit
        that ended is archived with its last day, nothing is deleted. A name or a
        kind that somebody changed by hand stays.

        Their external ids are ``crm_vn_location_units.ward_CODE``, apart from those
        of the addon: names of wards are not terms to translate.
        """
        wards, provinces = current()
        states = self._vn_load_provinces(provinces)
        vietnam = self.env.ref("base.vn")
        names = {code: state.name for code, state in states.items()}
        before = {row["code"]: row for row in read("wards.csv")}
        rows = []
        for code, row in wards.items():
            name = f"{PREFIXES[row['kind']]} {row['name']}"
            first = before[code]
            rows.append(
                (
                    code,
                    name,
                    f"{PREFIXES[first['kind']]} {first['name']}",
                    row["kind"],
                    row["valid_to"] or None,
                    states[row["province"]].id,
                    fold(f"{name} {names[row['province']]}"),
                )
            )
        self.env.flush_all()
        table = SQL(
            """(SELECT unnest(%s::text[]) AS code, unnest(%s::text[]) AS name,
                       unnest(%s::text[]) AS first_name, unnest(%s::text[]) AS kind,
                       unnest(%s::date[]) AS valid_to, unnest(%s::int[]) AS state_id,
                       unnest(%s::text[]) AS search_name) AS u""",
            *(list(column) for column in zip(*rows, strict=True)),
        )
        # changes of units that are there; a name given by hand is nobody's first name
        self.env.cr.execute(
            SQL(
                """UPDATE res_city c
                      SET name = jsonb_build_object('en_US', u.name),
                          vn_kind = u.kind, vn_search_name = u.search_name,
                          vn_valid_to = u.valid_to,
                          active = c.active AND u.valid_to IS NULL
                     FROM %s, ir_model_data d
                    WHERE d.module = 'crm_vn_location_units' AND d.model = 'res.city'
                      AND d.name = 'ward_' || u.code AND d.res_id = c.id
                      AND c.vn_valid_to IS NULL
                      AND c.name->>'en_US' = u.first_name
                      AND (u.name != u.first_name OR u.valid_to IS NOT NULL)""",
                table,
            )
        )
        self.env.cr.execute(
            SQL(
                """WITH made AS (
                       INSERT INTO res_city (name, country_id, state_id, vn_code,
                              vn_kind, vn_valid_from, vn_valid_to, vn_search_name,
                              active, create_uid, write_uid, create_date, write_date)
                       SELECT jsonb_build_object('en_US', u.name), %(country)s,
                              u.state_id, u.code, u.kind, %(start)s, u.valid_to,
                              u.search_name, u.valid_to IS NULL, %(uid)s, %(uid)s,
                              now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                         FROM %(table)s
                        WHERE NOT EXISTS (
                              SELECT 1 FROM ir_model_data d
                               WHERE d.module = 'crm_vn_location_units'
                                 AND d.name = 'ward_' || u.code)
                          AND NOT EXISTS (
                              SELECT 1 FROM res_city c
                               WHERE c.vn_code = u.code AND c.vn_valid_to IS NULL)
                       RETURNING id, vn_code
                   )
                   INSERT INTO ir_model_data (module, name, model, res_id, noupdate,
                                              create_date, write_date)
                   SELECT 'crm_vn_location_units', 'ward_' || vn_code,
                          'res.city', id, true,
                          now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                     FROM made""",
                country=vietnam.id,
                start=_START,
                uid=self.env.uid,
                table=table,
            )
        )
        self.invalidate_model()
        self.env.registry.clear_cache()

    @api.model
    def _vn_load_provinces(self, provinces):
        """Give the provinces their statistics codes, and their names of today.

        A name is only corrected where it is the one that Odoo gave.

        :param provinces: rows of :func:`..tools.units.current`
        :return: {statistics code: ``res.country.state``}
        """
        vietnam = self.env.ref("base.vn")
        State = self.env["res.country.state"]
        found = {}
        for code, row in provinces.items():
            name = self._vn_state_name(row)
            state = self.env.ref(row["xmlid"], raise_if_not_found=False)
            if not state:
                state = State.search(
                    [
                        ("country_id", "=", vietnam.id),
                        ("name", "in", [name, row["stock_name"], row["name"]]),
                    ],
                    limit=1,
                ) or State.create(
                    {"name": name, "code": f"VN{code}", "country_id": vietnam.id}
                )
            if state.vn_code != code:
                state.vn_code = code
            if state.name == row["stock_name"] != name:
                state.name = name
            found[code] = state
        return found

    @api.model
    def _vn_state_name(self, row):
        """Return the name of a province: "TP" in front of those that are cities."""
        return f"TP {row['name']}" if row["is_city"] == "1" else row["name"]

    @api.model
    def _vn_restore_state_names(self):
        """Give the provinces the names that Odoo gave them, where still ours."""
        for row in current()[1].values():
            state = self.env.ref(row["xmlid"], raise_if_not_found=False)
            if state and state.name == self._vn_state_name(row):
                state.name = row["stock_name"]

    @api.model
    def _vn_unload_units(self):
        """Delete the units, when the addon goes."""
        data = self.env["ir.model.data"].search(
            [("module", "=", "crm_vn_location_units"), ("model", "=", self._name)]
        )
        going = self.with_context(**{MODULE_UNINSTALL_FLAG: True})
        going.browse(data.mapped("res_id")).exists().unlink()
        data.exists().unlink()
