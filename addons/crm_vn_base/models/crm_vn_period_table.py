from odoo import api, fields, models
from odoo.exceptions import UserError

from ..arguments import takes
from ..numbers import format_number
from ..tools.arguments import fits

#: years that a period may lie in
FIRST_YEAR, LAST_YEAR = 1900, 2200


class CrmVnPeriodTable(models.AbstractModel):
    """Numbers of a period in a table, each of which opens its records.

    The client action ``crm_vn_base.period_table`` shows a model that inherits this one;
    its name is the parameter ``model`` of the action. What is counted and opened is
    what the user may read.
    """

    _name = "crm.vn.period.table"
    _description = "Numbers of a period"

    @api.model
    @api.readonly
    @takes(date_from="day?", date_to="day?", by="text")
    def get_table(self, date_from, date_to, by=""):
        """Return the table of a period.

        :param date_from, date_to: days, both inclusive; without both of them it is the
            month in which it is today where the company is
        :param str by: a dimension, the first one by default
        :return: dict: ``period`` (the two days), ``dimensions`` (list of ``name``,
            ``label``), ``by``, ``columns`` (list of ``name``, ``label``), ``rows``
            (list of ``key``, ``label``, ``numbers``) and ``total``; a number is a text,
            one for each column
        :raise UserError: a period that ends before it begins, an unknown dimension
        """
        dimensions = self._get_dimensions()
        by = by or next(iter(dimensions), "")
        if not date_from and not date_to:
            today = self.env.company._vn_today()
            date_from = fields.Date.start_of(today, "month")
            date_to = fields.Date.end_of(today, "month")
        date_from, date_to = self._check_period(date_from, date_to, by)
        columns = self._get_columns()
        rows, total = self._get_numbers(date_from, date_to, by)
        return {
            "period": [fields.Date.to_string(day) for day in (date_from, date_to)],
            "dimensions": [
                {"name": name, "label": label} for name, label in dimensions.items()
            ],
            "by": by,
            "columns": [
                {"name": name, "label": label} for name, label in columns.items()
            ],
            "rows": [
                {
                    "key": key,
                    "label": label,
                    "numbers": self._format_row(columns, numbers),
                }
                for key, label, numbers in rows
            ],
            "total": self._format_row(columns, total),
        }

    @api.model
    @api.readonly
    @takes(date_from="day", date_to="day", by="text", column="text")
    def open_records(self, date_from, date_to, by, column, key=None):
        """Return the action that opens the records behind a number.

        :param str column: name of a column
        :param key: of a row; None for the total
        :raise UserError: an unknown period, dimension, column or row
        """
        date_from, date_to = self._check_period(date_from, date_to, by)
        if column not in self._get_columns():
            raise UserError(self.env._("This number is unknown."))
        if not (fits(key, "id?") or fits(key, "text")):
            raise UserError(self.env._("This row is unknown."))
        return self._get_records(date_from, date_to, by, column, key)

    @api.model
    def _check_period(self, date_from, date_to, by):
        """Return the two days.

        :raise UserError: they or the dimension make no sense
        """
        first, last = fields.Date.to_date(date_from), fields.Date.to_date(date_to)
        if (
            not (first and last)
            or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR
            or last < first
        ):
            raise UserError(
                self.env._(
                    "Choose two days between the years %(first)s and %(last)s, the "
                    "last not before the first.",
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )
        if by not in self._get_dimensions():
            raise UserError(self.env._("It can't be counted by this."))
        return first, last

    @api.model
    def _format_row(self, columns, numbers):
        """Return the *numbers* of a row as people read them, one for each column."""
        return [self._format_number(numbers.get(name)) for name in columns]

    @api.model
    def _format_number(self, value):
        """Return a number as a text, see `format_number`; a text stays as it is."""
        return value if isinstance(value, str) else format_number(self.env, value)

    @api.model
    def _sort_rows(self, rows):
        """Return ``(key, label, numbers)`` by their labels, without a key last."""
        return sorted(rows, key=lambda row: (not row[0], row[1]))

    # === What a table says; extend all of them ===
    @api.model
    def _get_dimensions(self):
        """Return by what it is counted: {name: label}."""
        return {}

    @api.model
    def _get_columns(self):
        """Return what is counted: {name: label}."""
        return {}

    @api.model
    def _get_numbers(self, date_from, date_to, by):
        """Return (rows, total): rows as (key, label, {column: number or text})."""
        return [], {}

    @api.model
    def _get_records(self, date_from, date_to, by, column, key):
        """Return the action that opens the records of a number."""
        return {}
