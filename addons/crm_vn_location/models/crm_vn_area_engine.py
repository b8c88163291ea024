from odoo import api, models, tools
from odoo.tools import SQL


class CrmVnArea(models.Model):
    """Which area an address belongs to, for one record and for all of them."""

    _inherit = "crm.vn.area"

    @api.model
    def _vn_find(self, company_id, city_id, state_id):
        """Return the area of an address, or an empty recordset.

        The deepest area that holds the ward; else the deepest that holds the
        province. Of two at one depth the company's own comes before a shared one,
        then the list's order decides.

        :param company_id: of the customer; of one without a company, areas that are
            shared, or those of the only company there is
        """
        wards, provinces = self._vn_area_maps(company_id or False)
        return self.browse(wards.get(city_id) or provinces.get(state_id))

    @api.model
    @tools.ormcache("company_id")
    def _vn_area_maps(self, company_id):
        """Return ({city id: area id}, {state id: area id}) for a company."""
        if not company_id:
            # sudo: whether there is one company is no secret
            companies = self.env["res.company"].sudo().search([], limit=2)
            company_id = companies.id if len(companies) == 1 else False
        # sudo: the same areas for everyone who looks at the customer
        areas = (
            self.sudo()
            .with_context(active_test=True)
            .search([("company_id", "in", [company_id, False])], order="sequence, id")
        )
        ranked = sorted(
            areas,
            key=lambda area: (area.parent_path.count("/"), bool(area.company_id)),
            reverse=True,
        )
        wards, provinces = {}, {}
        for area in ranked:
            for city_id in area.city_ids.ids:
                wards.setdefault(city_id, area.id)
            for state_id in area.state_ids.ids:
                provinces.setdefault(state_id, area.id)
        return wards, provinces

    @api.model
    def _vn_refresh_records(self):
        """Give every customer and lead the area of its address.

        Set-based, for a change of the areas and for the nightly repair: what was
        chosen by hand stays, and so does an area that is archived.
        """
        self.env.registry.clear_cache()
        self.env.flush_all()
        # sudo: all companies' areas are kept
        own = (
            self.sudo()
            .with_context(active_test=False)
            ._read_group([("company_id", "!=", False)], ["company_id"])
        )
        owners = [company.id for (company,) in own]
        for model, ward in (("res.partner", "city_id"), ("crm.lead", "vn_city_id")):
            Model = self.env[model]
            for company_id in [*owners, False]:
                self._vn_refresh_table(Model._table, ward, company_id, owners)
            Model.invalidate_model(["vn_area_id"])

    @api.model
    def _vn_refresh_table(self, table, ward, company_id, owners):
        if company_id:
            whose = SQL("r.company_id = %s", company_id)
        elif owners:
            whose = SQL("(r.company_id IS NULL OR r.company_id != ALL(%s))", owners)
        else:
            whose = SQL("TRUE")
        wards, provinces = self._vn_area_maps(company_id)
        self.env.cr.execute(
            SQL(
                """UPDATE %(table)s t SET vn_area_id = m.area
                     FROM (SELECT r.id, COALESCE(w.area, s.area) AS area
                             FROM %(table)s r
                        LEFT JOIN (SELECT unnest(%(wards)s::int[]) AS place,
                                          unnest(%(ward_areas)s::int[]) AS area) w
                               ON w.place = r.%(ward)s
                        LEFT JOIN (SELECT unnest(%(states)s::int[]) AS place,
                                          unnest(%(state_areas)s::int[]) AS area) s
                               ON s.place = r.state_id
                        LEFT JOIN crm_vn_area a ON a.id = r.vn_area_id
                            WHERE %(whose)s
                              AND r.vn_area_is_manual IS NOT TRUE
                              AND (a.id IS NULL OR a.active)) m
                    WHERE m.id = t.id AND t.vn_area_id IS DISTINCT FROM m.area""",
                table=SQL.identifier(table),
                ward=SQL.identifier(ward),
                wards=list(wards),
                ward_areas=list(wards.values()),
                states=list(provinces),
                state_areas=list(provinces.values()),
                whose=whose,
            )
        )

    @api.model
    def _cron_vn_refresh(self):
        """Repair the areas of all customers and leads.

        Strategy: one guarded statement a table, which changes nothing where all is
        well; safe twice and in parallel.
        """
        self._vn_refresh_records()
