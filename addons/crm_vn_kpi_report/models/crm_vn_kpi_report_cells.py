"""The numbers of the customer KPI report: how they look and what they open."""

from odoo import api, models
from odoo.tools import float_round

from odoo.addons.crm_vn_base.numbers import DIGITS


class CrmVnKpiReport(models.AbstractModel):
    _inherit = "crm.vn.kpi.report"

    # === One number ===
    @api.model
    def _round(self, kind, value):
        if value is None:
            return None
        if kind == "money":
            return self.env.company.currency_id.round(value)
        digits = DIGITS[kind]
        rounded = float_round(value, precision_digits=digits)
        return rounded if digits else int(rounded)

    @api.model
    def _format(self, kind, value):
        """Return the text of a rounded *value*; a dash for None."""
        currency = self.env.company.currency_id if kind == "money" else None
        return self.env["crm.vn.kpi.metric"]._vn_format(
            value, currency, kind, is_short=False
        )

    @api.model
    def _prepare_cell(self, kind, values, drill=None, direction="up"):
        """Return a number with what it is compared with.

        :param str kind: ``count``, ``number``, ``money``, ``ratio`` or ``percent``
        :param values: the number, and that of the other period; the second may be
            missing; None where nothing can be divided
        :param dict drill: what `get_action` needs to open the records; None when
            nothing stands behind the number
        :param str direction: ``up`` if more is better, ``down`` if less is
        """
        value, *before = (self._round(kind, number) for number in values)
        cell = {
            "kind": kind,
            "value": value,
            "text": self._format(kind, value),
            "drill": drill or False,
            "before": False,
            "change": False,
        }
        if before:
            cell["before"] = {
                "value": before[0],
                "text": self._format(kind, before[0]),
                "drill": {**drill, "before": True} if drill else False,
            }
            cell["change"] = self._prepare_change(value, before[0], direction)
        return cell

    @api.model
    def _prepare_change(self, value, before, direction):
        """Return by how many per cent *value* differs from the one *before*."""
        change = None
        if value is not None and before:
            change = self._round("percent", (value - before) / abs(before) * 100)
        text = self._format("percent", change)
        if change and change > 0:
            text = f"+{text}"
        good = None
        if change:
            good = (change > 0) == (direction == "up")
        return {"value": change, "text": text, "good": good}

    # === Divisions ===
    @api.model
    def _divide(self, numerators, denominators, factor=1):
        """Return the quotient of each pair, None where nothing can be divided."""
        return [
            factor * above / below if below else None
            for above, below in zip(numerators, denominators, strict=True)
        ]

    # === Names of rows ===
    @api.model
    def _get_row_names(self, records):
        """Return what the rows of a table are called: {id: name}.

        :param list records: of one model, the empty one (id False) perhaps among them
        """
        return {record.id: record.display_name for record in records}
