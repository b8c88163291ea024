from ast import literal_eval
from itertools import count, islice

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: stands for the period in the condition of a metric
PERIOD = "{period}"


class CrmVnKpiMetric(models.Model):
    """What is counted: a number, and the records that it is the number of.

    A metric is data: a model, a condition, the date that decides the period and the
    person who gets the credit. Nothing in it is ever run as code, nor asked with more
    rights than the reader has, or in a KPI sheet the author of the condition.
    """

    _name = "crm.vn.kpi.metric"
    _inherit = ["crm.vn.protected.mixin", "crm.vn.condition.mixin"]
    _description = "KPI metric"
    _order = "sequence, id"
    _vn_condition_keys = (
        "domain",
        "model_id",
        "date_field_id",
        "owner_field_id",
        "measure",
        "measure_field_id",
    )

    # === Identity ===
    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        copy=False,
        default=lambda self: self._get_free_codes(1)[0],
        help="Technical name, used by reports and other addons",
    )
    definition = fields.Char(
        required=True,
        translate=True,
        help="One sentence for those who read the number: what counts, by which date, "
        "for whom",
    )
    block = fields.Selection(
        [
            ("customer", "Customers"),
            ("interaction", "Interactions"),
            ("activity", "Activities"),
            ("order", "Orders"),
            ("revenue", "Revenue"),
        ],
        help="Where the customer KPI report shows it; empty: not there",
    )
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all companies"
    )

    # === What is counted ===
    model_id = fields.Many2one(
        "ir.model",
        string="Records",
        required=True,
        ondelete="cascade",
        domain=lambda self: [("model", "in", sorted(self._vn_condition_models()))],
        help="Documents of customers, and what else other addons let count",
    )
    model_name = fields.Char(related="model_id.model", store=True, string="Model name")
    domain = fields.Char(
        string="Condition",
        required=True,
        default="[]",
        help="Which of the records count, besides those of the period",
    )
    date_field_id = fields.Many2one(
        "ir.model.fields",
        string="Date",
        required=True,
        ondelete="cascade",
        domain="[('model_id', '=', model_id), ('store', '=', True), "
        "('ttype', 'in', ['date', 'datetime'])]",
        help="Decides the period that a record belongs to",
    )
    owner_field_id = fields.Many2one(
        "ir.model.fields",
        string="Person",
        required=True,
        ondelete="cascade",
        domain="[('model_id', '=', model_id), ('store', '=', True), "
        "('ttype', '=', 'many2one'), ('relation', '=', 'res.users')]",
        help="Who gets the credit for a record",
    )
    date_field = fields.Char(
        related="date_field_id.name", store=True, string="Name of the date"
    )
    owner_field = fields.Char(
        related="owner_field_id.name", store=True, string="Name of the person's field"
    )

    # === How it is counted ===
    measure = fields.Selection(
        [
            ("count", "Number of records"),
            ("sum", "Sum of a field"),
            ("distinct", "Number of different values"),
        ],
        required=True,
        default="count",
    )
    measure_field_id = fields.Many2one(
        "ir.model.fields",
        string="Measured field",
        ondelete="cascade",
        domain="[('model_id', '=', model_id), ('store', '=', True), ('ttype', 'in', "
        "['integer', 'float', 'monetary'] if measure == 'sum' else ['many2one'])]",
    )
    measure_field = fields.Char(
        related="measure_field_id.name", store=True, string="Name of the measured field"
    )
    unit = fields.Char(translate=True)
    is_monetary = fields.Boolean(
        string="In company currency",
        help="The sum is an amount in the currency of the company",
    )
    direction = fields.Selection(
        [("up", "The higher the better"), ("down", "The lower the better")],
        required=True,
        default="up",
    )

    _code_uniq = models.UniqueIndex(
        "(code)", "Another KPI metric has this technical name. Choose another one."
    )

    # === Constraints ===
    @api.constrains(
        "model_id",
        "domain",
        "date_field_id",
        "owner_field_id",
        "measure",
        "measure_field_id",
    )
    def _check_countable(self):
        """Try the metric out, so that it fails here and not in a report."""
        for metric in self:
            fault = metric._get_fault()
            if fault:
                raise ValidationError(
                    self.env._(
                        "The KPI metric “%(metric)s” can't be counted: %(fault)s",
                        metric=metric.name,
                        fault=fault,
                    )
                )

    @api.onchange("model_id")
    def _onchange_model_id(self):
        self.domain = "[]"
        self.date_field_id = False
        self.owner_field_id = False
        self.measure_field_id = False

    @api.onchange("measure")
    def _onchange_measure(self):
        self.measure_field_id = False
        self.is_monetary = False

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        codes = iter(self._get_free_codes(len(vals_list)))
        return super().create(
            [{**vals, "code": vals.get("code") or next(codes)} for vals in vals_list]
        )

    def copy_data(self, default=None):
        data = super().copy_data(default)
        for metric, values in zip(self, data, strict=True):
            if not (default or {}).get("name"):
                values["name"] = self.env._("%(name)s (copy)", name=metric.name)
        return data

    # === Actions ===
    @api.readonly
    def action_view_records(self):
        """Open the records of this month."""
        self.ensure_one()
        today = self._get_company()._vn_today()
        return self._vn_action(fields.Date.start_of(today, "month"), today)

    # === Conditions ===
    @api.model
    def _vn_condition_models(self):
        """Return what can be counted: documents of customers, and lists of events."""
        models_ = super()._vn_condition_models()
        events = self.pool.descendants(["crm.vn.kpi.fact.mixin"], "_inherit")
        return models_ | {name for name in events if not self.env[name]._abstract}

    def _vn_condition_other_fields(self):
        names = [self.date_field, self.owner_field]
        if self.measure != "count":
            names.append(self.measure_field)
        return names

    def _vn_condition_sample(self):
        today = self._get_company()._vn_today()
        return self._vn_domain(today, today)

    # === Checks ===
    def _get_fault(self):
        """Return what keeps this metric from being counted, or False."""
        self.ensure_one()
        fault = self._get_field_fault()
        if fault:
            return fault
        try:
            return self._vn_as_author()._vn_own_condition_fault()
        except UserError as error:
            return str(error)

    def _get_field_fault(self):
        """Return which field doesn't fit, or False."""
        # sudo: the names and types of fields, chosen in the form by the user
        metric = self.sudo()
        if metric.model_name not in self.env:
            return self.env._("the model %(model)s is unknown", model=metric.model_name)
        model = self.env[metric.model_name]
        if model._abstract or model._transient:
            return self.env._("%(model)s keeps no records", model=model._description)
        measured = {
            "sum": ("integer", "float", "monetary"),
            "distinct": ("many2one",),
        }
        wanted = [
            (metric.date_field_id, ("date", "datetime")),
            (metric.owner_field_id, ("many2one",)),
        ]
        if metric.measure != "count":
            if not metric.measure_field_id:
                return self.env._("choose the measured field")
            wanted.append((metric.measure_field_id, measured[metric.measure]))
        for field, types in wanted:
            known = model._fields.get(field.name)
            if field.model != metric.model_name or known is None or not known.store:
                return self.env._(
                    "%(field)s is no stored field of %(model)s",
                    field=field.field_description,
                    model=model._description,
                )
            if known.type not in types:
                return self.env._(
                    "%(field)s has the wrong type", field=field.field_description
                )
        if model._fields[metric.owner_field_id.name].comodel_name != "res.users":
            return self.env._(
                "%(field)s is no user", field=metric.owner_field_id.field_description
            )
        return False

    # === Helpers ===
    @api.model
    def _get_free_codes(self, number):
        """Return *number* technical names that no metric has yet."""
        # sudo: names of metrics of other companies are taken as well
        metrics = self.sudo().with_context(active_test=False).search([])
        taken = set(metrics.mapped("code"))
        names = (f"metric_{index}" for index in count(1))
        return list(islice((name for name in names if name not in taken), number))

    def _get_company(self):
        """Return the company whose days and currency the metric counts in."""
        self.ensure_one()
        return self.company_id or self.env.company

    def _get_model(self):
        """Return the model whose records count, archived ones included."""
        self.ensure_one()
        return self.env[self.model_name].with_context(active_test=False)

    def _get_literal(self):
        """Return the condition as a domain.

        :raise ValueError: the condition is no list of plain conditions
        """
        return self._vn_condition_domain(self.domain)

    def _get_leaves(self):
        """Return the conditions that must all hold; None if it is not as simple."""
        terms = literal_eval(self.domain or "[]")
        if any(isinstance(term, str) for term in terms):
            return None
        return [tuple(term) for term in terms]

    def _get_aggregate(self):
        """Return what is measured, in the words of ``_read_group``."""
        if self.measure == "sum":
            return f"{self.measure_field}:sum"
        if self.measure == "distinct":
            return f"{self.measure_field}:count_distinct"
        return "__count"
