from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date, html2plaintext

from odoo.addons.crm_vn_contact_log.models.res_partner import SUMMARY_FIELDS
from odoo.addons.crm_vn_customer.tools.shares import shares

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
        today = self.env.company._vn_today()
        domain = Domain("user_id", "in", scope["user_ids"]) & Domain(
            "activity_type_id.vn_show_on_home", "=", True
        )
        if bucket:
            operator = {"overdue": "<", "today": "=", "upcoming": ">"}[bucket]
            domain &= Domain("date_deadline", operator, today)
        return domain

    @api.model
    def _get_todo(self, scope):
        today = self.env.company._vn_today()
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
        types.fetch(["name", "icon"])
        types = {kind.id: kind for kind in types}
        dates = {
            day: format_date(self.env, day)
            for day in {row["date_deadline"] for row in rows}
        }
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
                "date": dates[row["date_deadline"]],
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
            phone = model._fields.get("phone")
            if not phone or not phone.store or not model.has_access("read"):
                continue
            query = model.with_context(active_test=False)._search(
                [("id", "in", list(ids[name]))], order="id"
            )
            table = model._table
            for id_, number in self.env.execute_query(
                query.select(
                    SQL.identifier(table, "id"),
                    model._field_to_sql(table, "phone", query),
                )
            ):
                phones[name, id_] = number or ""
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
        found.fetch(self._get_forgotten_fields())
        return {
            "count": rows[0][1] if rows else 0,
            "domain": [*domain, ("vn_is_forgotten", "=", True)],
            "rows": [self._format_forgotten(partner) for partner in found],
        }

    @api.model
    def _get_forgotten_fields(self):
        """Return the stored fields that `_format_forgotten` reads, all at once."""
        return ["complete_name", "phone", *SUMMARY_FIELDS]

    @api.model
    def _format_forgotten(self, partner):
        """Return what the client shows of a forgotten customer; extend it.

        ``star``, if there, is the number of stars (1 to 5) beside the name.
        """
        return {
            "id": partner.id,
            "name": partner.complete_name,
            "phone": partner.phone or "",
            "days": partner.vn_days_since_contact,
            "reason": partner.vn_forgotten_reason,
        }

    # === Recently updated ===
    @api.model
    def _get_updated(self):
        rows = self._select_updated()
        return {
            "count": int(rows[0]["comments"]) if rows else 0,
            "customers": rows[0]["customers"] if rows else 0,
            "domain": [
                ("vn_unread_count", ">", 0),
                *self.env["res.partner"]._vn_is_customer_domain(),
            ],
            "rows": [
                {
                    "id": row["id"],
                    "name": row["complete_name"],
                    "count": row["number"],
                    "author": row["author"] or row["email_from"] or "",
                    "preview": html2plaintext(row["body"] or "").strip()[:PREVIEW],
                }
                for row in rows
            ],
        }

    @api.model
    def _select_updated(self):
        """Return the customers with unread comments, and the last one of each.

        The domain of the unread comments applies the rules of the customers.
        """
        unread = self.env["crm.vn.unread"]
        query = unread._search(unread._get_domain())
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT p.id, p.complete_name, last.number, last.customers,
                       last.comments, m.body, m.email_from, a.name AS author
                  FROM (SELECT partner_id, count(*) AS number,
                               max(message_id) AS message_id,
                               count(*) OVER () AS customers,
                               sum(count(*)) OVER () AS comments
                          FROM (%s) unread
                      GROUP BY partner_id
                      ORDER BY max(message_id) DESC
                         LIMIT %s) last
                  JOIN res_partner p ON p.id = last.partner_id
                  JOIN mail_message m ON m.id = last.message_id
             LEFT JOIN res_partner a ON a.id = m.author_id
              ORDER BY m.id DESC
                """,
                query.select(
                    SQL.identifier("crm_vn_unread", "partner_id"),
                    SQL.identifier("crm_vn_unread", "message_id"),
                ),
                ROWS,
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
