from odoo import api, fields, models
from odoo.tools import SQL

#: metrics times this, plus the record: an id of a line. Below 2^53, so that a browser
#: can hold it.
LINES_PER_METRIC = 2**31


class CrmVnKpiAnalysis(models.Model):
    """What the KPI metrics count, line by line, to be grouped in any way.

    A line is one record that one metric counts. Metrics that users add are in it as
    well; left out are those that count different values, or once in a period, whose
    numbers can't be added up.
    """

    _name = "crm.vn.kpi.analysis"
    _inherit = "crm.vn.kpi.fact.mixin"
    _description = "KPI analysis"
    _auto = False

    # === What is counted ===
    metric_id = fields.Many2one("crm.vn.kpi.metric", string="KPI", readonly=True)
    metric_code = fields.Char(readonly=True, export_string_translation=False)
    block = fields.Selection(
        selection=lambda self: (
            self.env["crm.vn.kpi.metric"]
            ._fields["block"]
            ._description_selection(self.env)
        ),
        readonly=True,
    )
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    source_id = fields.Many2one("utm.source", readonly=True)
    activity_type_id = fields.Many2one(
        "mail.activity.type", string="Activity type", readonly=True
    )

    # === Measures ===
    number = fields.Float(digits=(16, 0), readonly=True)
    amount = fields.Monetary(readonly=True, currency_field="currency_id")
    currency_id = fields.Many2one("res.currency", readonly=True)

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        """Never add customers, e-mails and orders: a sum is of one metric.

        Where a group holds several, there is no number.
        """
        term = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec not in ("number:sum", "amount:sum"):
            return term
        metric = self._field_to_sql(self._table, "metric_id", query)
        return SQL("CASE WHEN min(%s) = max(%s) THEN %s END", metric, metric, term)

    # === Actions ===
    @api.readonly
    def action_open_document(self):
        """Open the record that is counted."""
        self.ensure_one()
        document = self.env[self.res_model].browse(self.res_id)
        if hasattr(document, "action_open_document"):
            return document.action_open_document()
        return super().action_open_document()

    # === The lines ===
    @property
    def _table_query(self):
        """Return the lines that the user may read, of all metrics together.

        The records are found with the rights of the user, so that a line is here
        exactly if its record can be opened.
        """
        metrics = self.env["crm.vn.kpi.metric"].search([("measure", "!=", "distinct")])
        parts = [
            self._select_lines(metric)
            for metric in metrics
            if not metric._is_periodic()
            and metric.model_name in self.env
            and self.env[metric.model_name].has_access("read")
        ]
        return SQL(" UNION ALL ").join([*parts, self._select_nothing()])

    @api.model
    def _select_nothing(self):
        """Return an empty SELECT that says what type each column has."""
        return SQL(
            """
            SELECT NULL::int8 AS id, NULL::int4 AS metric_id,
                   NULL::varchar AS metric_code, NULL::varchar AS block,
                   NULL::timestamp AS date, NULL::int4 AS user_id,
                   NULL::int4 AS company_id, NULL::int4 AS partner_id,
                   NULL::int4 AS source_id, NULL::int4 AS activity_type_id,
                   NULL::varchar AS res_model, NULL::int4 AS res_id,
                   NULL::float8 AS number, NULL::numeric AS amount,
                   NULL::int4 AS currency_id
             WHERE FALSE
            """
        )

    @api.model
    def _select_lines(self, metric):
        """Return the SELECT of the lines of *metric*."""
        records = metric._get_model()
        query = records._search(metric._get_literal() & metric._get_company_domain())

        def column(name, comodel=None):
            field = records._fields.get(name)
            if not field or not field.store or (comodel != field.comodel_name):
                return SQL("NULL::int4")
            return records._field_to_sql(records._table, name, query)

        key = records._field_to_sql(records._table, "id", query)
        company = column("company_id", "res.company")
        measured = SQL("1")
        if metric.measure == "sum":
            measured = records._field_to_sql(
                records._table, metric.measure_field, query
            )
        money = metric.is_monetary
        return query.select(
            SQL("%s::int8 + %s AS id", metric.id * LINES_PER_METRIC, key),
            SQL("%s AS metric_id", metric.id),
            # literals: the database leaves out the metrics that aren't asked for
            SQL("%s AS metric_code", metric.code),
            SQL("%s AS block", metric.block or None),
            SQL("%s AS date", self._select_date(metric, query)),
            SQL(
                "%s AS user_id",
                records._field_to_sql(records._table, metric.owner_field, query),
            ),
            SQL("%s AS company_id", company),
            SQL(
                "%s AS partner_id",
                key
                if records._name == "res.partner"
                else column("partner_id", "res.partner"),
            ),
            SQL("%s AS source_id", column("source_id", "utm.source")),
            SQL(
                "%s AS activity_type_id",
                column("activity_type_id", "mail.activity.type"),
            ),
            SQL("%s AS res_model", records._name),
            SQL("%s AS res_id", key),
            SQL("%s::float8 AS number", SQL("1") if money else measured),
            SQL("%s::numeric AS amount", measured if money else SQL("NULL")),
            SQL(
                "%s AS currency_id",
                metric._get_company().currency_id.id if money else SQL("NULL::int4"),
            ),
        )

    @api.model
    def _select_date(self, metric, query):
        """Return the moment in UTC at which a record counts."""
        records = metric._get_model()
        date = records._field_to_sql(records._table, metric.date_field, query)
        if records._fields[metric.date_field].type == "datetime":
            return date
        # a day begins at midnight where the company is
        zone = metric._get_company()._vn_timezone()
        return SQL("(%s::timestamp AT TIME ZONE %s) AT TIME ZONE 'UTC'", date, zone)
