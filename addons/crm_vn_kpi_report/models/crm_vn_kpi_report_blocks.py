"""The five blocks of the customer KPI report."""

from decimal import Decimal

from odoo import api, models

from odoo.addons.crm_vn_customer.tools.shares import shares

BLOCKS = ("customer", "interaction", "activity", "order", "revenue")
#: the tables: what they are by, and their columns; rows in the order of the first
TABLES = {
    "customer": ("source_id", ["customers_new"]),
    "activity": ("activity_type_id", ["activities_done"]),
    "revenue": (
        "source_id",
        ["revenue", "orders", "buyers", "leads_new", "leads_won"],
    ),
}


class CrmVnKpiReport(models.AbstractModel):
    _inherit = "crm.vn.kpi.report"

    @api.model
    def _get_blocks(self, options, user_ids):
        """Return the blocks in the order of the screen.

        An addon adds numbers by adding metrics with a ``block``; one that extends
        `_get_block_names` adds a block of its own, made by a method
        ``_get_block_<name>`` from `_prepare_block`; its table is one of `_get_tables`.
        """
        asked = {
            "periods": [self._get_days(options)],
            "user_ids": user_ids,
            "metrics": self._get_metrics(),
        }
        if options["compare_from"]:
            asked["periods"].append(self._get_days(options, before=True))
        self._read_all(asked)
        return [
            getattr(self, f"_get_block_{name}")(asked)
            for name in self._get_block_names()
        ]

    @api.model
    def _get_block_names(self):
        """Return the names of the blocks, in the order of the screen."""
        return list(BLOCKS)

    @api.model
    def _get_tables(self):
        """Return the tables: {block: (what it is by, codes of its columns)}."""
        return dict(TABLES)

    @api.model
    def _get_metrics(self):
        """Return {code: metric} of those that the user can count."""
        metrics = self.env["crm.vn.kpi.metric"].search([])
        return {
            metric.code: metric
            for metric in metrics
            if metric.model_name in self.env
            and self.env[metric.model_name].has_access("read")
        }

    # === Reading ===
    @api.model
    def _read_all(self, asked):
        """Read what the blocks show, each record once where that is possible.

        Adds to *asked*: ``tables``, {block: {code: {record: numbers}}}; ``totals``,
        {code: numbers}. Numbers are lists, one for each period.
        """
        metrics = asked["metrics"]
        asked["nothing"] = [0] * len(asked["periods"])
        asked["tables"] = {}
        totals = asked["totals"] = {}
        wanted = {code for code, metric in metrics.items() if metric.block}
        wanted.update(TABLES["revenue"][1])
        for name, (by, columns) in self._get_tables().items():
            codes = [code for code in columns if code in metrics]
            table = self._read(asked, codes + self._get_beside(asked, codes), by)
            asked["tables"][name] = {code: table[code] for code in codes}
            for code, found in table.items():
                if metrics[code].measure != "distinct":
                    totals[code] = [
                        sum(numbers)
                        for numbers in zip(
                            asked["nothing"], *found.values(), strict=True
                        )
                    ]
        others = [code for code in metrics if code in wanted and code not in totals]
        for code, found in self._read(asked, others).items():
            totals[code] = found.get(None, asked["nothing"])

    @api.model
    def _get_beside(self, asked, codes):
        """Return the metrics that the queries of a table can read on the way.

        Their totals are the sums of the rows.
        """
        metrics = asked["metrics"]
        columns = self.env["crm.vn.kpi.metric"].union(*(metrics[c] for c in codes))
        beside = self.env["crm.vn.kpi.metric"].union(
            *(m for m in metrics.values() if m.block and m.measure != "distinct")
        )
        by_person = asked["user_ids"] is not None
        return [
            metric.code
            for same in (columns | beside)._group_by_records(by_person=by_person)
            if same & columns
            for metric in same - columns
        ]

    @api.model
    def _read(self, asked, codes, groupby=None):
        """Return {code: {key: [number, number before]}}, key None without *groupby*.

        Metrics that read the same records take one query for each period.
        """
        metrics = self.env["crm.vn.kpi.metric"].union(
            *(asked["metrics"][code] for code in codes if code in asked["metrics"])
        )
        found = {metric.code: {} for metric in metrics}
        places = len(asked["periods"])
        by_person = asked["user_ids"] is not None
        for place, (start, end) in enumerate(asked["periods"]):
            for same in metrics._group_by_records(by_person=by_person):
                rows = same._vn_read(start, end, asked["user_ids"], groupby)
                for key, numbers in rows:
                    for metric, number in zip(same, numbers, strict=True):
                        if groupby and not number:
                            continue
                        values = found[metric.code].setdefault(key, [0] * places)
                        values[place] = number
        return found

    # === Tiles and tables ===
    @api.model
    def _get_kind(self, metric):
        if metric.is_monetary:
            return "money"
        return "number" if metric.measure == "sum" else "count"

    @api.model
    def _prepare_metric_cell(self, metric, values, **drill):
        return self._prepare_cell(
            self._get_kind(metric),
            values,
            {"metric": metric.code, **drill},
            metric.direction,
        )

    @api.model
    def _get_tiles(self, asked, block):
        """Return one tile for each metric of *block*."""
        return [
            {
                "name": metric.code,
                "title": metric.name,
                "definition": metric.definition,
                "cell": self._prepare_metric_cell(metric, asked["totals"][metric.code]),
            }
            for metric in asked["metrics"].values()
            if metric.block == block
        ]

    @api.model
    def _prepare_block(self, name, title, tiles, table=False, chart=False):
        cells = [tile["cell"] for tile in tiles]
        for row in table["rows"] if table else ():
            cells += row["cells"].values()
        return {
            "name": name,
            "title": title,
            "tiles": tiles,
            "table": table,
            "chart": chart,
            "empty": not any(
                cell["value"] or (cell["before"] and cell["before"]["value"])
                for cell in cells
            ),
        }

    @api.model
    def _get_table(self, asked, block, title, nobody):
        """Return the table of *block*, False if its numbers can't be counted.

        :param nobody: name of the row of records without a source, or type
        """
        found = asked["tables"][block]
        by = self._get_tables()[block][0]
        columns = list(found)
        if not columns:
            return False
        nothing = asked["nothing"]
        records = {}
        for numbers in found.values():
            records.update({record.id: record for record in numbers})
        names = self._get_row_names(list(records.values()))
        values = {
            id_: {code: found[code].get(record, nothing) for code in columns}
            for id_, record in records.items()
        }
        rows = [
            {
                "id": id_ or False,
                "name": names[id_] or nobody,
                "values": values[id_],
                "cells": {
                    code: self._prepare_metric_cell(
                        asked["metrics"][code],
                        values[id_][code],
                        by=by,
                        value=id_ or False,
                    )
                    for code in columns
                },
            }
            for id_, record in records.items()
            if any(any(numbers) for numbers in values[id_].values())
        ]
        rows.sort(
            key=lambda row: (
                [-row["values"][code][0] for code in columns],
                not row["id"],
                row["name"],
            )
        )
        return {
            "title": title,
            "by": by,
            "columns": [
                {
                    "name": code,
                    "title": asked["metrics"][code].name,
                    "definition": asked["metrics"][code].definition,
                }
                for code in columns
            ],
            "rows": rows,
            "total": {
                code: self._prepare_metric_cell(
                    asked["metrics"][code], asked["totals"][code]
                )
                for code in columns
            },
        }

    @api.model
    def _add_column(self, table, name, title, definition, after=None):
        """Add a column to *table* whose cells the caller has added."""
        names = [column["name"] for column in table["columns"]]
        place = names.index(after) + 1 if after in names else len(names)
        column = {"name": name, "title": title, "definition": definition}
        table["columns"].insert(place, column)

    @api.model
    def _add_shares(self, table, code):
        """Add the share of each row in the numbers of column *code*."""
        if not table["rows"] or not any(c["name"] == code for c in table["columns"]):
            return
        whole = [row["values"][code] for row in table["rows"]]
        parts = [
            [None] * len(numbers)
            if any(number < 0 for number in numbers) or not any(numbers)
            else shares(Decimal(str(number)) for number in numbers)
            for numbers in zip(*whole, strict=True)
        ]
        for row, values in zip(table["rows"], zip(*parts, strict=True), strict=True):
            row["cells"]["share"] = self._prepare_cell(
                "percent", values[:1], row["cells"][code]["drill"]
            )
        self._add_column(
            table,
            "share",
            self.env._("Share"),
            self.env._("Part of the total; the shares add up to 100 %"),
            after=code,
        )

    # === The five blocks ===
    @api.model
    def _get_block_customer(self, asked):
        table = self._get_table(
            asked, "customer", self.env._("By source"), self.env._("No source")
        )
        if table:
            self._add_shares(table, "customers_new")
        return self._prepare_block(
            "customer",
            self.env._("Customers"),
            self._get_tiles(asked, "customer"),
            table,
            {"type": "bar", "column": "customers_new"},
        )

    @api.model
    def _get_block_interaction(self, asked):
        return self._prepare_block(
            "interaction",
            self.env._("Interactions"),
            self._get_tiles(asked, "interaction"),
            chart={"type": "bar", "tiles": True},
        )

    @api.model
    def _get_block_activity(self, asked):
        table = self._get_table(
            asked, "activity", self.env._("By type"), self.env._("No type")
        )
        if table:
            self._add_shares(table, "activities_done")
        return self._prepare_block(
            "activity",
            self.env._("Activities"),
            self._get_tiles(asked, "activity"),
            table,
            {"type": "bar", "column": "activities_done"},
        )

    @api.model
    def _get_block_order(self, asked):
        tiles = self._get_tiles(asked, "order")
        if {"orders", "buyers"} <= asked["totals"].keys():
            names = [tile["name"] for tile in tiles]
            place = names.index("buyers") + 1 if "buyers" in names else len(names)
            tiles.insert(place, self._get_ratio_tile(asked["totals"]))
        return self._prepare_block(
            "order",
            self.env._("Orders"),
            tiles,
            chart={"type": "doughnut", "tiles": ["buyers_once", "buyers_again"]},
        )

    @api.model
    def _get_ratio_tile(self, totals):
        return {
            "name": "per_buyer",
            "title": self.env._("Orders per buying customer"),
            "definition": self.env._(
                "Orders of the period divided by the customers who placed them; the "
                "list has the orders by customer"
            ),
            "cell": self._prepare_cell(
                "ratio",
                self._divide(totals["orders"], totals["buyers"]),
                {"metric": "orders", "group": "vn_customer_id"},
            ),
        }

    @api.model
    def _get_block_revenue(self, asked):
        tiles = self._get_tiles(asked, "revenue")
        table = self._get_table(
            asked, "revenue", self.env._("By source"), self.env._("No source")
        )
        if table:
            self._add_shares(table, "revenue")
        if {"leads_new", "leads_won"} <= asked["tables"]["revenue"].keys():
            self._add_conversion(asked, tiles, table)
        return self._prepare_block(
            "revenue",
            self.env._("Revenue"),
            tiles,
            table,
            {"type": "bar", "column": "revenue"},
        )

    @api.model
    def _add_conversion(self, asked, tiles, table):
        """Add the conversion rate as a tile and as the last column."""
        title = self.env._("Conversion rate")
        definition = self.env._(
            "Leads won in the period divided by leads created in it; the list has "
            "those won"
        )

        def cell(values, **drill):
            rates = self._divide(values["leads_won"], values["leads_new"], 100)
            return self._prepare_cell("percent", rates, drill)

        for row in table["rows"]:
            row["cells"]["conversion"] = cell(
                row["values"], metric="leads_won", by=table["by"], value=row["id"]
            )
        total = cell(asked["totals"], metric="leads_won")
        table["total"]["conversion"] = total
        self._add_column(table, "conversion", title, definition)
        tiles.append(
            {
                "name": "conversion",
                "title": title,
                "definition": definition,
                "cell": total,
            }
        )
