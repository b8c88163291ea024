"""To do: what is planned, with whom, why, and how late it is."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .crm_vn_desk import ROWS

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


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

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
    def _get_todo(self, scope, others=()):
        """Return the buckets, each with its first rows.

        :param others: ids of more customers to be read with those of the rows
        """
        today = self.env.company._vn_today()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT ranked.*, %s AS type, kind.icon, %s AS customer_id
                  FROM (SELECT activity.*,
                               count(*) OVER (PARTITION BY bucket) AS total,
                               row_number() OVER (PARTITION BY bucket
                                   ORDER BY %s) AS place
                          FROM (%s) activity) ranked
                  JOIN mail_activity_type kind ON kind.id = ranked.activity_type_id
                 WHERE place <= %s
              ORDER BY place
                """,
                self.env["mail.activity.type"]._field_to_sql("kind", "name"),
                self._select_customer(),
                self._get_todo_order(),
                self._select_todo(scope, today),
                ROWS,
            )
        )
        found = {bucket: [] for bucket in BUCKETS}
        for row in rows:
            found[row["bucket"]].append(row)
        lines = self._format_activities(rows, scope, today, others)
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
    def _select_customer(self):
        """Return the id of the customer whose document an activity in ``ranked`` is."""
        partners = self.env["res.partner"]
        partners._vn_flush_documents()
        parts = []
        for model in partners._vn_customer_documents():
            joins, customer = partners._vn_link_customer(model, SQL("d.id"))
            parts.append(
                SQL(
                    "WHEN %s THEN (SELECT %s FROM (SELECT ranked.res_id AS id) d %s)",
                    model,
                    customer,
                    joins,
                )
            )
        return SQL("CASE ranked.res_model %s END", SQL(" ").join(parts))

    @api.model
    def _count_todo(self, scope):
        """Return {(user id, bucket): number} of the open activities of several."""
        today = self.env.company._vn_today()
        return {
            (user_id, bucket): number
            for user_id, bucket, number in self.env.execute_query(
                SQL(
                    "SELECT user_id, bucket, count(*) FROM (%s) activity GROUP BY 1, 2",
                    self._select_todo(scope, today),
                )
            )
        }

    @api.model
    def _get_todo_order(self):
        """Return the SQL order within a bucket; ``activity`` has TODO_COLUMNS.

        Extend it to show what matters most first, by something that the row shows,
        too (see `_format_customer`); put ``super()`` last.
        """
        return SQL("activity.date_deadline, activity.id")

    @api.model
    def _select_todo(self, scope, today):
        """Return the SELECT of the open activities, with their ``bucket``.

        Those that the user would find in a list: the own ones, and others' on
        documents the user may post on, as ``mail.activity`` decides it.
        """
        query = self._search_todo(scope)
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
    def _search_todo(self, scope):
        """Return the query of the open activities that the user may see."""
        # sudo: the access to other people's activities is added just below
        activities = self.env["mail.activity"].sudo()
        domain = self._get_todo_domain(scope)
        if scope["user_ids"] != self.env.user.ids:
            domain &= self._get_readable_activities(domain)
        return activities._search(domain)

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

    # === Rows ===
    @api.model
    def _format_activities(self, rows, scope, today, others=()):
        """Return {id: what the client shows} of *rows* of `_select_todo`."""
        customers = self._get_customers(rows, others)
        alone = [
            row for row in rows if (row["res_model"], row["res_id"]) not in customers
        ]
        phones = self._get_phones(alone)
        lines = {}
        for row in rows:
            place = (row["res_model"], row["res_id"])
            customer = customers.get(place, self.env["res.partner"])
            lines[row["id"]] = {
                "id": row["id"],
                "name": customer.complete_name
                or row["res_name"]
                or row["summary"]
                or "",
                "summary": self._say_why(row, customer),
                "type_id": row["activity_type_id"],
                "type": row["type"],
                "icon": row["icon"] or "fa-tasks",
                "date": format_date(self.env, row["date_deadline"]),
                "when": self._say_when(row["date_deadline"], today),
                "deadline": fields.Date.to_string(row["date_deadline"]),
                "model": row["res_model"] or False,
                "res_id": row["res_id"] or False,
                "phone": customer.phone or phones.get(place, ""),
                **self._format_customer(customer),
            }
        return lines

    @api.model
    def _say_why(self, row, customer):
        """Return why somebody is to be called: the summary, and the document."""
        parts = [row["summary"] or row["type"]]
        if customer and row["res_model"] != "res.partner" and row["res_name"]:
            parts.append(row["res_name"])
        return " · ".join(parts)

    @api.model
    def _say_when(self, day, today):
        """Return how far a day is from today, in words."""
        days = (day - today).days
        if days in (-1, 0, 1):
            return {
                -1: self.env._("1 day late"),
                0: self.env._("Today"),
                1: self.env._("Tomorrow"),
            }[days]
        if days < 0:
            return self.env._("%s days late", -days)
        return self.env._("In %s days", days)

    @api.model
    def _get_customer_fields(self):
        """Return the stored fields of a customer that rows show, read at once."""
        return ["complete_name", "phone"]

    @api.model
    def _format_customer(self, customer):
        """Return what a row shows of its *customer* beside the name; extend it.

        ``star``, if there, is the number of stars (1 to 5) beside the name.
        """
        return {}

    @api.model
    def _get_customers(self, rows, others=()):
        """Return {(model, id): customer} of the documents of *rows*.

        Only customers whom the user may read.

        :param others: ids of more customers to be read at once
        """
        partners = self.env["res.partner"].with_context(active_test=False)
        links = {
            (row["res_model"], row["res_id"]): row["customer_id"]
            for row in rows
            if row["customer_id"]
        }
        wanted = {*links.values(), *others}
        if not wanted:
            return {}
        found = partners.search_fetch(
            [("id", "in", sorted(wanted))],
            {*self._get_customer_fields(), *self._get_forgotten_fields()},
            order="id",
        )
        known = {customer.id: customer for customer in found}
        return {
            place: known[customer]
            for place, customer in links.items()
            if customer in known
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
