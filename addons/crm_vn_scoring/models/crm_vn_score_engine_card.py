from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, groupby

from ..tools.score import missing, suggestion

TREND_DAYS = 30
CARD_LINES = 30


class CrmVnScoreEngine(models.AbstractModel):
    """What people see of the ledger."""

    _inherit = "crm.vn.score.engine"

    @api.model
    def _get_rows(self, partners, leads, as_of=None):
        """Return the lines of *partners* and *leads* (recordsets) as dicts.

        The caller has checked that the user may read them.

        :param as_of: date in the past; None for the live lines
        """
        if as_of is None:
            # what is queued first
            partners.mapped("vn_score")
            leads.mapped("vn_score")
            query = SQL(
                """SELECT l.partner_id, l.lead_id, l.kind, l.activity_type_id,
                    l.group_id, l.rule_id, l.res_model, l.res_id, l.date, l.points
                FROM crm_vn_score_line l
                WHERE l.active IS TRUE%s AND l.points <> 0""",
                self._get_whose(partners.ids, leads.ids),
            )
        else:
            self._flush_facts()
            partners.mapped("vn_score")
            query = SQL(
                """SELECT partner_id, lead_id, kind, activity_type_id, group_id,
                    rule_id, res_model, res_id, date, points
                FROM (%s) f WHERE points <> 0""",
                self._get_facts_at(partners.ids, leads.ids, fields.Date.to_date(as_of)),
            )
        return self.env.execute_query_dict(
            SQL("%s ORDER BY date DESC, res_id DESC, kind", query)
        )

    @api.model
    def _get_lines(self, partners, leads=None, as_of=None):
        """Return the lines as `_vn_score_lines` of customers and leads promises."""
        leads = self.env["crm.lead"] if leads is None else leads
        rows = self._get_rows(partners, leads, as_of=as_of)
        self._add_sources(rows)
        return [
            {
                "partner_id": row["partner_id"] or False,
                "kind": row["kind"],
                "points": row["points"],
                "date": row["date"],
                "res_model": row["source_model"],
                "res_id": row["source_id"],
                "label": row["label"],
            }
            for row in rows
        ]

    def _add_sources(self, rows):
        """Add `label`, and the record to open, to the *rows* of the ledger.

        The record of an activity is the document it was done on.
        """
        # sudo: names of types, groups and rules are no secret; of documents only those
        # are told that the user may read
        Activity = self.env["mail.activity"].sudo().with_context(active_test=False)
        ids = [row["res_id"] for row in rows if row["kind"] == "activity"]
        activities = {
            activity.id: activity for activity in Activity.browse(ids).exists()
        }
        for row in rows:
            row["source_model"], row["source_id"] = row["res_model"], row["res_id"]
            if row["kind"] == "activity":
                activity = activities.get(row["res_id"])
                row["source_model"] = activity.res_model if activity else False
                row["source_id"] = activity.res_id if activity else False
        readable = self._get_readable(rows)
        for row in rows:
            # sudo: the name of a type, group or rule is no secret, unlike documents
            what = (
                self.env["mail.activity.type"].sudo().browse(row["activity_type_id"])
                or self.env["crm.vn.customer.group"].sudo().browse(row["group_id"])
                or self.env["crm.vn.score.rule"].sudo().browse(row["rule_id"])
            )
            name = readable.get((row["source_model"], row["source_id"]))
            if not row["source_model"]:
                row["label"] = self.env._("%s (record deleted)", what.display_name)
            elif name is None:
                row["label"] = self.env._("A record you may not read")
                row["source_model"] = row["source_id"] = False
            elif row["source_model"] == "res.partner" or not name:
                row["label"] = what.display_name
            else:
                row["label"] = f"{what.display_name}: {name}"

    def _get_readable(self, rows):
        """Return {(model, id): name} of the sources that the user may read."""
        names = {}
        sources = {(row["source_model"], row["source_id"]) for row in rows}
        for model, pairs in groupby(sources, key=lambda source: source[0]):
            if not model or model not in self.env:
                continue
            records = self.env[model].browse([pair[1] for pair in pairs]).exists()
            if not records.has_access("read"):
                records = records._filtered_access("read")
            for record in records:
                names[model, record.id] = record.display_name or ""
        return names

    @api.model
    def _get_card(self, record, partners, leads=None):
        """Return what the score card of *record* shows.

        :param partners: its commercial partner, sudo; empty for a lead of nobody
        :param leads: the lead itself if it has no customer
        """
        leads = self.env["crm.lead"] if leads is None else leads
        owner = partners or leads
        company = owner.company_id or self.env["res.company"]._vn_get_score_company()
        # sudo: the thresholds and points of activities are no secret
        thresholds = company.sudo()._vn_get_star_thresholds()
        lines = self._get_lines(partners, leads)
        score = sum(line["points"] for line in lines)
        before = self._get_today() - timedelta(days=TREND_DAYS)
        past = sum(row["points"] for row in self._get_rows(partners, leads, before))
        points = missing(score, thresholds)
        hint = False
        if points:
            kinds = (
                self.env["mail.activity.type"]
                .sudo()
                .search(
                    [
                        ("vn_result_points", ">", 0),
                        ("res_model", "in", (False, record._name)),
                    ]
                )
            )
            found = suggestion(
                points, [(kind.vn_result_points, kind.display_name) for kind in kinds]
            )
            hint = found and {
                "count": found[0],
                "points": found[1][0],
                "name": found[1][1],
            }
        return {
            "score": score,
            "star": int(owner.vn_star or 0),
            "trend": score - past,
            "trend_days": TREND_DAYS,
            "missing": points,
            "hint": hint,
            "sections": self._get_card_sections(lines),
        }

    def _get_card_sections(self, lines):
        """Return the *lines* by what they say: fit, engagement, what counts against."""
        sections = {
            "fit": {"title": self.env._("Fit"), "lines": []},
            "engagement": {"title": self.env._("Engagement"), "lines": []},
            "negative": {"title": self.env._("Negative"), "lines": []},
        }
        for line in lines:
            fits = line["kind"] == "group" or (
                line["kind"] == "rule" and line["res_model"] == "res.partner"
            )
            key = "negative" if line["points"] < 0 else "fit" if fits else "engagement"
            sections[key]["lines"].append(line)
        return [
            {
                "key": key,
                "title": section["title"],
                "points": sum(line["points"] for line in section["lines"]),
                "count": len(section["lines"]),
                "lines": section["lines"][:CARD_LINES],
            }
            for key, section in sections.items()
            if section["lines"]
        ]
