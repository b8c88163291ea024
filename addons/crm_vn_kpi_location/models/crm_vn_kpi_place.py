from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError


class CrmVnKpiPlace(models.AbstractModel):
    """KPI metrics by where customers are; each number opens its records."""

    _name = "crm.vn.kpi.place"
    _inherit = ["crm.vn.period.table"]
    _description = "KPI by place"

    @api.model
    def _get_fields(self):
        """Return the field of a customer for each dimension: {name: field}."""
        return {"area": "vn_area_id", "province": "state_id", "ward": "city_id"}

    @api.model
    def _get_dimensions(self):
        return {
            "area": self.env._("Sales area"),
            "province": self.env._("Province"),
            "ward": self.env._("Ward / commune"),
        }

    @api.model
    def _get_columns(self):
        return {metric.code: metric.name for metric in self._get_metrics()}

    @api.model
    def _get_metrics(self):
        """Return the metrics of customers and documents that the user can count."""
        metrics = self.env["crm.vn.kpi.metric"].search(
            [
                ("model_name", "in", list(self._get_paths())),
                ("block", "!=", False),
                ("company_id", "in", [*self.env.companies.ids, False]),
            ]
        )
        return metrics.filtered(
            lambda metric: (
                not metric.condition_error
                and self.env[metric.model_name].has_access("read")
            )
        )

    @api.model
    def _get_paths(self):
        """Return the path from a document to its customer: {model: path and a dot}."""
        documents = self.env["res.partner"]._vn_customer_documents()
        return {
            model: "" if path == "id" else f"{path}."
            for model, path in documents.items()
            if model in self.env
        }

    @api.model
    def _get_path(self, metric, by):
        return self._get_paths()[metric.model_name] + self._get_fields()[by]

    @api.model
    def _get_numbers(self, date_from, date_to, by):
        metrics = self._get_metrics()
        groups, total = defaultdict(dict), {}
        for metric in metrics:
            path = self._get_path(metric, by)
            for place, number in metric._vn_groups(date_from, date_to, path):
                groups[place.id or False][metric] = number
            total[metric] = metric._vn_total(date_from, date_to)
        field = self._get_fields()[by]
        places = self.env[self.env["res.partner"]._fields[field].comodel_name]
        # sudo: names of the places of what was counted for the reader
        known = places.sudo().browse([place_id for place_id in groups if place_id])
        names = {place.id: place.display_name for place in known}
        none = self.env._("None")
        rows = [
            (key, names.get(key, none), self._format_numbers(metrics, found))
            for key, found in groups.items()
        ]
        return self._sort_rows(rows), self._format_numbers(metrics, total)

    @api.model
    def _format_numbers(self, metrics, found):
        """Return {code: text} of the numbers *found* of each metric."""
        money = self.env.company.currency_id
        return {
            metric.code: metric._vn_format(
                found.get(metric, 0), money if metric.is_monetary else None
            )
            for metric in metrics
        }

    @api.model
    def _get_records(self, date_from, date_to, by, column, key):
        metric = self._get_metrics().filtered(lambda one: one.code == column)
        if key is None:
            return metric._vn_action(date_from, date_to)
        if not isinstance(key, int):
            raise UserError(self.env._("This row is unknown."))
        place = [(self._get_path(metric, by), "=", key or False)]
        return metric._vn_action(date_from, date_to, extra_domain=place)
