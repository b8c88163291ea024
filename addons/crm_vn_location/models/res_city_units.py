import json

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG
from odoo.addons.crm_vn_base.tools.text import fold

from ..tools.units import START, current, province_name, ward_name


class ResCity(models.Model):
    """Keeping the units of the database equal to the addon's tables."""

    _inherit = "res.city"

    @api.model
    def _vn_load_units(self):
        """Create the units that are missing, and apply the changes since.

        Called at the installation and at each update of the addon. An update is a
        dated line in ``data/units/changes.csv``: what changed is changed, a unit that
        is new is made, one that ended is archived with its last day, nothing is
        deleted. A name that somebody gave by hand stays.

        Their external ids are ``crm_vn_location_units.ward_CODE``, with the first day
        behind it for units that came later, apart from those of the addon: names of
        wards are not terms to translate.
        """
        wards, provinces = current()
        states = self._vn_load_provinces(provinces)
        rows = []
        for row in wards.values():
            name, state = ward_name(row), states[row["province"]]
            later = row["valid_from"] != START and f"_{row['valid_from']}"
            rows.append(
                {
                    **row,
                    "name": name,
                    "valid_to": row["valid_to"] or None,
                    "state_id": state.id,
                    "search_name": fold(f"{name} {state.name}"),
                    "ref": f"ward_{row['code']}{later or ''}".replace("-", ""),
                }
            )
        self.env.flush_all()
        units = SQL(
            """jsonb_to_recordset(%s::jsonb) AS u (code text, name text, names text[],
                kind text, valid_from date, valid_to date, state_id int,
                search_name text, ref text)""",
            json.dumps(rows),
        )
        known = SQL(
            "%s JOIN ir_model_data d ON d.module = %s AND d.name = u.ref",
            units,
            "crm_vn_location_units",
        )
        self._vn_change_units(known)
        self._vn_make_units(units)
        self.invalidate_model()
        self.env.registry.clear_cache()

    @api.model
    def _vn_change_units(self, known):
        """Give units their names of today, who lives there as well, and end them.

        What somebody called otherwise keeps its name: the tables never gave it.

        :param known: SQL of the rows of the tables with what is known of them
        """
        changed = self.env.execute_query(
            SQL(
                """UPDATE res_city c
                      SET name = jsonb_build_object('en_US', u.name),
                          vn_kind = u.kind, vn_search_name = u.search_name
                     FROM %s
                    WHERE d.res_id = c.id AND c.vn_valid_to IS NULL
                      AND c.name->>'en_US' = ANY(u.names)
                      AND coalesce(c.name->>'vi_VN', c.name->>'en_US') = ANY(u.names)
                      AND c.name->>'en_US' != u.name
                RETURNING c.id, u.names, u.name""",
                known,
            )
        )
        for model, ward in (("res.partner", "city_id"), ("crm.lead", "vn_city_id")):
            Model = self.env[model]
            for city_id, names, name in changed:
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET city = %s WHERE %s = %s AND city = ANY(%s)",
                        *(SQL.identifier(Model._table), name),
                        *(SQL.identifier(ward), city_id, names),
                    )
                )
            Model.invalidate_model(["city"])
        # what has ended is archived, whatever it is called
        self.env.cr.execute(
            SQL(
                """UPDATE res_city c SET vn_valid_to = u.valid_to, active = false
                     FROM %s
                    WHERE d.res_id = c.id AND c.vn_valid_to IS NULL
                      AND u.valid_to IS NOT NULL""",
                known,
            )
        )

    @api.model
    def _vn_make_units(self, units):
        self.env.cr.execute(
            SQL(
                """WITH made AS (
                       INSERT INTO res_city (name, country_id, state_id, vn_code,
                              vn_kind, vn_valid_from, vn_valid_to, vn_search_name,
                              active, create_uid, write_uid, create_date, write_date)
                       SELECT jsonb_build_object('en_US', u.name), %(country)s,
                              u.state_id, u.code, u.kind, u.valid_from, u.valid_to,
                              u.search_name, u.valid_to IS NULL, %(uid)s, %(uid)s,
                              now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                         FROM %(units)s
                        WHERE NOT EXISTS (
                              SELECT 1 FROM ir_model_data d
                               WHERE d.module = 'crm_vn_location_units'
                                 AND d.name = u.ref)
                          AND NOT EXISTS (
                              SELECT 1 FROM res_city c
                               WHERE c.vn_code = u.code AND c.vn_valid_to IS NULL)
                       RETURNING id, vn_code, vn_valid_from
                   )
                   INSERT INTO ir_model_data (module, name, model, res_id, noupdate,
                                              create_date, write_date)
                   SELECT 'crm_vn_location_units', u.ref, 'res.city', made.id, true,
                          now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                     FROM made
                     JOIN %(units)s ON u.code = made.vn_code
                                   AND u.valid_from = made.vn_valid_from""",
                country=self.env.ref("base.vn").id,
                uid=self.env.uid,
                units=units,
            )
        )

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
            name = province_name(row)
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
            if state.name != name and state.name in (row["stock_name"], *row["names"]):
                state.name = name
            found[code] = state
        return found

    @api.model
    def _vn_restore_state_names(self):
        """Give the provinces the names that Odoo gave them, where still ours."""
        for row in current()[1].values():
            state = self.env.ref(row["xmlid"], raise_if_not_found=False)
            if state and state.name == province_name(row):
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
