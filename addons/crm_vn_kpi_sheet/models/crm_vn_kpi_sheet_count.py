from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import float_is_zero

from odoo.addons.crm_vn_base.models.crm_vn_condition_mixin import FAULTS

from ..tools import pace
from .crm_vn_kpi_sheet_close import RULE

DIGITS = 2


class CrmVnKpiSheetLine(models.Model):
    """Counting: live, frozen, and compared with what was frozen."""

    _inherit = "crm.vn.kpi.sheet.line"

    @api.readonly
    def action_open_records(self):
        """Open exactly the records that were counted.

        Of a closed sheet: those of the moment of closing, as far as they are still
        there. Records the reader may not see are not shown, and he is told so.
        """
        self.ensure_one()
        self.check_access("read")
        if self.state == "closed":
            ids = self.closed_record_ids or []
            action = self._prepare_action(self.closed_model, ids, self.name)
        elif not self.metric_id:
            raise UserError(self._get_gone_message())
        else:
            metric = self._get_metric()
            action = metric._vn_action(self.date_from, self.date_to, self.user_id.ids)
            if len(self.env.companies) > 1:
                # count in the sheet's company, as the number does
                action["context"]["allowed_company_ids"] = self.company_id.ids
        return self._with_hidden_notice(action)

    def _get_metric(self):
        """Return the metric, counting in the sheet's company alone.

        A sheet tells the same number to all who may read it: what the author of the
        metric's condition may read. Where he does not work in the company, it is what
        the reader may read. Of a closed sheet, by the rule that held when it was
        closed.
        """
        company = self.company_id
        closed = (self.state == "closed" and self.closed_rule) or {}
        # sudo: only who wrote the condition, and whether he works in the company
        metric = self.metric_id.sudo()
        author = metric.condition_user_id
        if closed.get("condition_user_id"):
            author = author.browse(closed["condition_user_id"]).exists()
        if company in author.company_ids or author.id == api.SUPERUSER_ID:
            metric = metric._vn_as_author(company, author)
        else:
            metric = self.metric_id.with_context(allowed_company_ids=company.ids)
        metric = metric.with_company(company)
        if self.state != "closed":
            return metric
        return metric.new(
            {**closed, "name": self.name, "company_id": metric.company_id.id}
        )

    def _by_metric(self):
        """Yield (metric, from, to, lines): lines that one query counts."""
        # all metrics with one query; each alone would be read by itself
        self.metric_id.sudo().mapped("model_name")
        groups = self.filtered("metric_id").grouped(
            lambda line: (
                line.metric_id,
                line.company_id,
                line.date_from,
                line.date_to,
                str(line.closed_rule) if line.state == "closed" else "",
            )
        )
        for (_metric, _company, since, until, _rule), lines in groups.items():
            yield lines[0]._get_metric(), since, until, lines

    def _get_live_values(self):
        """Return {line: number}, with one query per metric and period."""
        return self._count_together("_count_values")

    def _get_live_ids(self):
        """Return {line: ids of the counted records}, with one query per metric."""
        return self._count_together("_count_ids")

    def _count_together(self, count):
        """Return what the method *count* does: for all, else for each that works."""
        if not self:
            return {}
        together = self.with_context(vn_kpi_together=True)
        try:
            return self.metric_id._vn_guarded(getattr(together, count))
        except FAULTS:
            return getattr(self, count)()

    def _count_values(self):
        result = {}
        for metric, since, until, lines in self._by_metric():
            values = lines._count_guarded(
                metric, metric._vn_values, since, until, lines.user_id.ids
            )
            for line in lines:
                result[line] = values.get(line.user_id.id, 0)
        return result

    def _count_guarded(self, metric, count, *args):
        """Return the numbers; none, and a mark on the metric, when it can't count."""
        if self.env.context.get("vn_kpi_together"):
            return count(*args)
        try:
            return metric._vn_guarded(count, *args)
        except FAULTS as error:
            metric._vn_condition_mark(error)
            return {}

    def _count_ids(self):
        result = {}
        for metric, since, until, lines in self._by_metric():
            ids = lines._count_guarded(
                metric, self._get_ids, metric, since, until, lines
            )
            for line in lines:
                result[line] = ids.get(line.user_id.id, [])
        return result

    @api.model
    def _get_ids(self, metric, since, until, lines):
        """Return {user id: ids of the records of *metric*}."""
        if metric.condition_error:
            return {}
        rows = metric._get_model()._read_group(
            metric._vn_domain(since, until, lines.user_id.ids),
            [metric.owner_field],
            ["id:array_agg"],
        )
        return {user.id: found for user, found in rows}

    def _freeze(self):
        """Write down what the lines count now, with which rule, and which records."""
        values, ids = self._get_live_values(), self._get_live_ids()
        self._check_counted()
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for metric, lines in self.grouped("metric_id").items():
            rule = metric.sudo().read(RULE, load="")[0]
            rule.pop("id")
            lines._vn_as_engine().write(
                {"closed_rule": rule, "closed_model": metric.sudo().model_id.model}
            )
            for lang in languages:
                lines.with_context(lang=lang)._vn_as_engine().write(
                    {
                        "closed_name": metric.with_context(lang=lang).name,
                        "closed_definition": metric.with_context(lang=lang).definition,
                    }
                )
        for line in self:
            percent = pace.percent(values[line], line.target, line.direction)
            line._vn_as_engine().write(
                {
                    "closed_actual": values[line],
                    "closed_percent": percent or 0,
                    "closed_record_ids": ids[line],
                }
            )

    def _check_counted(self):
        """Refuse to freeze numbers of metrics that can't be counted."""
        for metric in self.metric_id:
            if metric.condition_error:
                raise UserError(
                    self.env._(
                        "The KPI metric “%(metric)s” can't be counted (%(fault)s). "
                        "Mend it before you close the sheet.",
                        metric=metric.name,
                        fault=metric.condition_error,
                    )
                )

    def _get_adjusted(self):
        """Return the closed number with what was noted afterwards."""
        self.ensure_one()
        return self.closed_actual + sum(self.adjustment_ids.mapped("difference"))

    def _get_adjusted_percent(self):
        """Return the capped percentage with adjustments; None without a target."""
        self.ensure_one()
        direction = (self.closed_rule or {}).get("direction") or self.direction
        value = pace.percent(self._get_adjusted(), self.target, direction)
        return pace.capped(value, self.cap)

    def _prepare_adjustments(self):
        """Return the values of an adjustment per line that counts something else now.

        Also where the number is the same: one order may have gone and another come.
        """
        values, ids = self._get_live_values(), self._get_live_ids()
        result = []
        for line in self:
            if line not in values or line.metric_id.condition_error:
                continue
            before, number = line._get_adjusted(), values[line]
            known = line._get_known_ids()
            added = sorted(set(ids[line]) - known)
            removed = sorted(known - set(ids[line]))
            same = float_is_zero(number - before, precision_digits=DIGITS)
            if same and not added and not removed:
                continue
            result.append(
                {
                    "line_id": line.id,
                    "date": line.company_id._vn_today(),
                    "number_before": before,
                    "number_after": number,
                    "added_ids": added,
                    "removed_ids": removed,
                    "reason": line._get_reason(added, removed),
                }
            )
        return result

    def _get_known_ids(self):
        """Return the counted records as of the last adjustment, else of closing."""
        self.ensure_one()
        known = set(self.closed_record_ids or [])
        for adjustment in self.adjustment_ids.sorted("id"):
            known |= set(adjustment.added_ids or [])
            known -= set(adjustment.removed_ids or [])
        return known

    def _get_reason(self, added, removed):
        """Return in words why the number is another."""
        parts = []
        if removed:
            parts.append(
                self.env._("records no longer counted: %(count)s", count=len(removed))
            )
        if added:
            parts.append(
                self.env._("records counted later: %(count)s", count=len(added))
            )
        if not parts:
            parts.append(self.env._("values of counted records changed"))
        return ", ".join(parts)

    def _prepare_action(self, model, ids, name):
        """Return the action that opens records of *model* by their ids."""
        if model not in self.env:
            raise UserError(self._get_gone_message())
        return {
            "type": "ir.actions.act_window",
            "name": f"{name} · {self.sheet_id.display_name}",
            "res_model": model,
            "view_mode": "list,kanban,form",
            "mobile_view_mode": "kanban",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("id", "in", ids)],
            "context": {"active_test": False, "create": False},
        }

    def _get_gone_message(self):
        return self.env._(
            "The records of %(metric)s can't be opened: their application was "
            "uninstalled. Closed numbers stay.",
            metric=self.name or "",
        )

    def _with_hidden_notice(self, action):
        """Return *action*, after a word on records that the reader will not see."""
        records = self.env[action["res_model"]].with_context(active_test=False)
        mine = records.search_count(action["domain"])
        if self.state == "closed":
            there = len(self.closed_record_ids or [])
        else:
            there = len(self._get_live_ids()[self])
        if there == mine:
            return action
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "%(count)s of the %(total)s counted records are not shown: they "
                    "were deleted, or you may not read them.",
                    count=there - mine,
                    total=there,
                ),
                "next": action,
            },
        }
