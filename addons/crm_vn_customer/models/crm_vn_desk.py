from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date, html2plaintext

from ..tools.shares import shares
from .res_partner_last_contact import SUMMARY_FIELDS

ROWS = 8  # rows of a block; the rest is one click away
BUCKETS = ("overdue", "today", "upcoming")
TODO_COLUMNS = (
    "id",
    "date_deadline",
    "res_model",
    "res_id",
    "res_name",
    "summary",
    "activity_type_id",
    "user_id",
)
PREVIEW = 120  # characters of an unread comment


class CrmVnDesk(models.AbstractModel):
    """What a salesperson has to do now, in one call.

    Blocks come from ``_get_blocks``: an addon adds its own by extending it and by
    adding a component of the same name to the client registry
    ``crm_vn_customer.desk_blocks``.
    """

    _name = "crm.vn.desk"
    _description = "Customer desk"

    # === The call of the client ===
    @api.model
    @api.readonly
    def get_desk(self, kind="me", res_id=False):
        """Return the whole desk.

        :param str kind: ``me``, ``team`` or ``user``
        :param int res_id: the team or the user
        :return: dict with ``scope`` and one entry for each block; every block has
            its counters and the ``domain`` of the list that each one opens
        :raise AccessError: the user may not look at other people's work
        """
        scope = self._get_scope(kind, res_id)
        return {"scope": self._format_scope(scope), **self._get_blocks(scope)}

    @api.model
    def _get_blocks(self, scope):
        """Return {name of the block: its data}, for a *scope* of `_get_scope`."""
        blocks = {
            "todo": self._get_todo(scope),
            "forgotten": self._get_forgotten(scope),
            "relationship": self._get_relationship(scope),
        }
        if scope["kind"] == "me":
            blocks["updated"] = self._get_updated()
        return blocks

    # === To do ===
    @api.model
    def _get_todo_domain(self, scope, bucket=None):
        today = fields.Date.context_today(self)
        domain = Domain("user_id", "in", scope["user_ids"]) & Domain(
            "activity_type_id.vn_show_on_home", "=", True
        )
        if bucket:
            operator = {"overdue": "<", "today": "=", "upcoming": ">"}[bucket]
            domain &= Domain("date_deadline", operator, today)
        return domain

    @api.model
    def _get_todo(self, scope):
        today = fields.Date.context_today(self)
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT *
                  FROM (SELECT activity.*,
                               count(*) OVER (PARTITION BY bucket) AS total,
                               row_number() OVER (PARTITION BY bucket
                                   ORDER BY %s) AS place
                          FROM (%s) activity) ranked
                 WHERE place <= %s
              ORDER BY place
                """,
                self._get_todo_order(),
                self._select_todo(scope, today),
                ROWS,
            )
        )
        found = {bucket: [] for bucket in BUCKETS}
        for row in rows:
            found[row["bucket"]].append(row)
        lines = self._format_activities(rows, scope)
        return {
            "buckets": [
                {
                    "name": bucket,
                    "count": found[bucket][0]["total"] if found[bucket] else 0,
                    "domain": list(self._get_todo_domain(scope, bucket)),
                    "rows": [lines[row["id"]] for row in found[bucket]],
                }
                for bucket in BUCKETS
            ]
        }

    @api.model
    def _get_todo_order(self):
        """Return the SQL order within a bucket; ``activity`` has TODO_COLUMNS.

        Extend it to show what matters most first; put ``super()`` last.
        """
        return SQL("activity.date_deadline, activity.id")

    @api.model
    def _select_todo(self, scope, today):
        """Return the SELECT of the open activities, with their ``bucket``.

        Those that the user would find in a list: the own ones, and others' on
        documents the user may post on, as ``mail.activity`` decides it.
        """
        # sudo: the access to other people's activities is added just below
        activities = self.env["mail.activity"].sudo()
        domain = self._get_todo_domain(scope)
        if scope["user_ids"] != self.env.user.ids:
            domain &= self._get_readable_activities(domain)
        query = activities._search(domain)
        deadline = SQL.identifier("mail_activity", "date_deadline")
        return query.select(
            *(SQL.identifier("mail_activity", name) for name in TODO_COLUMNS),
            SQL(
                "CASE WHEN %s < %s THEN 'overdue' WHEN %s = %s THEN 'today' "
                "ELSE 'upcoming' END AS bucket",
                deadline,
                today,
                deadline,
                today,
            ),
        )

    @api.model
    def _get_readable_activities(self, domain):
        """Return the domain of the activities that the user may see, in SQL."""
        models_used = (
            # sudo: names of models only
            self.env["mail.activity"].sudo()._read_group(domain, ["res_model"])
        )
        readable = Domain("user_id", "=", self.env.uid)
        for (name,) in models_used:
            if not name or name not in self.env:
                continue
            model = self.env[name]
            operation = getattr(model, "_mail_post_access", "read")
            if not model.has_access(operation):
                continue
            rules = self.env["ir.rule"]._compute_domain(name, operation)
            documents = model.with_context(active_test=False)._search(
                rules, bypass_access=True
            )
            readable |= Domain("res_model", "=", name) & Domain(
                "res_id", "in", documents
            )
        return readable

    @api.model
    def _format_activities(self, rows, scope):
        """Return {id: what the client shows} of *rows* of `_select_todo`."""
        phones = self._get_phones(rows)
        types = self.env["mail.activity.type"].browse(
            {row["activity_type_id"] for row in rows}
        )
        types = {kind.id: kind for kind in types}
        several = len(scope["user_ids"]) > 1
        names = {self.env.uid: self.env.user.name, **scope["people"]} if several else {}
        return {
            row["id"]: {
                "id": row["id"],
                "name": row["res_name"] or row["summary"] or "",
                "summary": row["summary"] or types[row["activity_type_id"]].name,
                "type_id": row["activity_type_id"],
                "type": types[row["activity_type_id"]].name,
                "icon": types[row["activity_type_id"]].icon or "fa-tasks",
                "date": format_date(self.env, row["date_deadline"]),
                "deadline": fields.Date.to_string(row["date_deadline"]),
                "model": row["res_model"] or False,
                "res_id": row["res_id"] or False,
                "user": names.get(row["user_id"], ""),
                "phone": phones.get((row["res_model"], row["res_id"]), ""),
            }
            for row in rows
        }

    @api.model
    def _get_phones(self, rows):
        """Return {(model, id): phone} of the documents that the user may read."""
        ids = defaultdict(set)
        for row in rows:
            ids[row["res_model"]].add(row["res_id"])
        phones = {}
        for name in filter(self.env.__contains__, ids):
            model = self.env[name]
            if "phone" not in model._fields or not model.has_access("read"):
                continue
            records = model.with_context(active_test=False).search_fetch(
                [("id", "in", list(ids[name]))], ["phone"]
            )
            phones.update({(name, rec.id): rec.phone or "" for rec in records})
        return phones

    # === Don't forget ===
    @api.model
    def _get_owner_domain(self, scope):
        return Domain("user_id", "in", scope["user_ids"])

    @api.model
    def _get_forgotten(self, scope):
        partners = self.env["res.partner"]
        domain = self._get_owner_domain(scope)
        query = partners._search(
            domain & partners._vn_forgotten_domain(),
            order=partners._vn_forgotten_order(),
            limit=ROWS,
        )
        rows = self.env.execute_query(
            query.select(
                SQL.identifier("res_partner", "id"), SQL("count(*) OVER () AS total")
            )
        )
        found = partners.browse([row[0] for row in rows])
        found.fetch(["complete_name", "phone", *SUMMARY_FIELDS])
        return {
            "count": rows[0][1] if rows else 0,
            "domain": [*domain, ("vn_is_forgotten", "=", True)],
            "rows": [
                {
                    "id": partner.id,
                    "name": partner.complete_name,
                    "phone": partner.phone or "",
                    "days": partner.vn_days_since_contact,
                    "reason": partner.vn_forgotten_reason,
                }
                for partner in found
            ],
        }

    # === Recently updated ===
    @api.model
    def _get_updated(self):
        unread = self.env["crm.vn.unread"]
        groups = unread._read_group(
            unread._get_domain(),
            ["partner_id"],
            ["__count", "message_id:max"],
            order="message_id:max DESC",
        )
        counts = {last: count for __, count, last in groups[:ROWS]}
        return {
            "count": sum(count for __, count, __ in groups),
            "customers": len(groups),
            "domain": [("vn_unread_count", ">", 0)],
            "rows": [
                {
                    "id": row["id"],
                    "name": row["complete_name"],
                    "count": counts[row["message_id"]],
                    "author": row["author"] or row["email_from"] or "",
                    "preview": html2plaintext(row["body"] or "").strip()[:PREVIEW],
                }
                for row in self._select_comments(counts)
            ],
        }

    @api.model
    def _select_comments(self, message_ids):
        """Return the comments, newest first, with their customer and author.

        The caller knows that the user may read the customers.
        """
        if not message_ids:
            return []
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT p.id, p.complete_name, m.id AS message_id, m.body,
                       m.email_from, a.name AS author
                  FROM mail_message m
                  JOIN res_partner p ON p.id = m.res_id
             LEFT JOIN res_partner a ON a.id = m.author_id
                 WHERE m.id IN %s
              ORDER BY m.id DESC
                """,
                tuple(message_ids),
            )
        )

    # === By relationship ===
    @api.model
    def _get_relationship(self, scope):
        partners = self.env["res.partner"]
        domain = self._get_owner_domain(scope) & Domain(
            partners._vn_is_customer_domain()
        )
        groups = partners._read_group(domain, ["vn_relationship_id"], ["__count"])
        parts = shares(count for __, count in groups)
        return {
            "count": sum(count for __, count in groups),
            "domain": list(domain),
            "rows": [
                {
                    "id": entry.id,
                    "name": entry.name,
                    "color": entry.color,
                    "count": count,
                    "share": share,
                    "domain": [*domain, ("vn_relationship_id", "=", entry.id)],
                }
                for (entry, count), share in zip(groups, parts, strict=True)
            ],
        }
