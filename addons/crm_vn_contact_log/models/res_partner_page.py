"""The customer on one page: facts, a timeline of everything, cards beside it."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date, html2plaintext

from odoo.addons.crm_vn_base.arguments import takes

TIMELINE = 20  # rows of the timeline; more come by a tap
CARD_ROWS = 3
PREVIEW = 160  # characters of a comment
AHEAD = ("planned", "due")
KINDS = ("planned", "due", "done", "discussion", "document")
#: the order in which facts and cards are shown; others come after
FACTS = ("tier", "owner", "relationship", "contact", "next", "revenue")
CARDS = ("score", "care", "contract", "order", "opportunity")


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.readonly
    def vn_get_page(self):
        """Return the customer on one page.

        :return: dict: ``facts`` (list of dicts of ``name``, ``label``, ``value``,
            ``icon``), ``cards`` (list of what `_vn_page_card` returns), ``phone`` and
            what `vn_get_timeline` returns
        :raise AccessError: the user may not read the customer
        """
        self.ensure_one()
        self.check_access("read")
        told = self.vn_get_timeline()
        cards = self._vn_page_cards()
        facts = self._vn_page_facts(cards)
        facts["next"] = self._vn_next_fact(told["timeline"])
        return {
            "phone": self.phone or "",
            "facts": self._vn_in_order(facts, FACTS),
            "cards": self._vn_in_order(cards, CARDS),
            **told,
        }

    @api.model
    def _vn_in_order(self, named, order):
        """Return the values of *named* as a list, each with its ``name``."""
        first = [name for name in order if name in named]
        return [
            {"name": name, **named[name]}
            for name in [*first, *(name for name in named if name not in order)]
        ]

    # === Facts ===
    def _vn_page_facts(self, cards):
        """Return {name: {"label", "value", "icon"}} of the head; extend it.

        :param cards: of `_vn_page_cards`; what they say need not be asked again
        """
        owner = self._vn_user_names(self.user_id.ids).get(self.user_id.id)
        facts = {
            "owner": {
                "label": self.env._("Owner"),
                "value": owner or self.env._("Nobody"),
                "icon": "fa-user-o",
            },
            "contact": {
                "label": self.env._("Last contact"),
                "value": self.vn_last_contact_summary or self.env._("Never contacted"),
                "icon": "fa-phone",
            },
        }
        if self.vn_relationship_id:
            facts["relationship"] = {
                "label": self.env._("Relationship"),
                "value": self.vn_relationship_id.name,
                "icon": "fa-handshake-o",
            }
        return facts

    @api.model
    def _vn_next_fact(self, rows):
        """Return what is to be done first, of the *rows* of the timeline."""
        first = next((row for row in rows if row["kind"] in AHEAD), None)
        return {
            "label": self.env._("Next step"),
            "value": f"{first['title']} · {first['date']}"
            if first
            else self.env._("Nothing planned"),
            "icon": "fa-arrow-right",
        }

    # === Cards ===
    def _vn_page_cards(self):
        """Return {name: card} of what stands beside the timeline; extend it.

        Make each with `_vn_page_card`.
        """
        lead = self.env["crm.lead"]
        if not lead.has_access("read"):
            return {}
        card = self._vn_page_card(
            "crm.lead",
            self.env._("Opportunities"),
            "fa-star-o",
            self._vn_family_domain()
            & Domain("type", "=", "opportunity")
            & Domain("won_status", "=", "pending"),
            "create_date desc, id desc",
            ("name", "create_date"),
        )
        return {"opportunity": card} if card["count"] else {}

    def _vn_new_documents(self):
        """Return {name: what the user may begin for the customer}; extend it.

        :return: {name: dict of ``model``, ``label`` and ``icon``}; the form of the
            model takes the customer by ``default_partner_id``
        """
        return {}

    @api.model
    def _vn_page_card(self, model, title, icon, domain, order, columns, total=None):
        """Return a card: the first records of a list, and how many there are.

        One query; only what the user may read.

        :param columns: two stored columns: the name and a date or a text beside it
        :param SQL total: what is added up over all records
        :return: dict: ``title``, ``icon``, ``model``, ``domain``, ``count``, ``total``,
            ``rows``
        """
        records = self.env[model]
        query = records._search(domain, order=order, limit=CARD_ROWS)
        rows = self.env.execute_query(
            query.select(
                SQL.identifier(records._table, "id"),
                *(records._field_to_sql(records._table, name) for name in columns),
                SQL("sum(%s) OVER ()", SQL("0") if total is None else total),
                SQL("count(*) OVER ()"),
            )
        )
        return {
            "title": title,
            "icon": icon,
            "model": model,
            "domain": list(domain),
            "count": rows[0][-1] if rows else 0,
            "total": float(rows[0][-2] or 0) if rows else 0.0,
            "rows": [
                {
                    "id": id_,
                    "name": name or "",
                    "detail": self._vn_say_day(detail),
                }
                for id_, name, detail, *__ in rows
            ],
        }

    @api.model
    def _vn_say_day(self, value):
        """Return a day or moment as people of the company read it, a text as it is."""
        if not value or isinstance(value, str):
            return value or ""
        return format_date(self.env, self.env.company._vn_day(value))

    def _vn_family(self):
        """Return the query of the customer, and of its contacts when it has some."""
        name = "commercial_partner_id" if self.commercial_partner_id == self else "id"
        partners = self.with_context(active_test=False)
        return partners._search([(name, "=", self.id)], order="id")

    def _vn_family_domain(self, path="partner_id"):
        """Return the domain of the documents of the customer and of its contacts."""
        if self.commercial_partner_id == self:
            return Domain(f"{path}.commercial_partner_id", "=", self.id)
        return Domain(path, "=", self.id)

    # === Timeline ===
    @api.readonly
    @takes(kinds="texts?", limit="count")
    def vn_get_timeline(self, kinds=None, limit=TIMELINE):
        """Return what is planned and due, then what has been, the newest first.

        :param list kinds: of ``KINDS``; None for all
        :param int limit: number of rows
        :return: dict: ``counts`` ({kind: number of all}) and ``timeline`` (list of
            dicts of ``kind``, ``title``, ``detail``, ``who``, ``date``, ``icon``,
            ``model``, ``res_id``)
        :raise AccessError: the user may not read the customer
        """
        self.ensure_one()
        self.check_access("read")
        wanted = [kind for kind in KINDS if not kinds or kind in kinds]
        today = self.env.company._vn_today()
        rows = self.env.execute_query_dict(
            SQL(
                """
                WITH told AS MATERIALIZED (
                    SELECT CASE WHEN kind <> 'open' THEN kind
                                WHEN moment <= %(today)s THEN 'due'
                                ELSE 'planned' END AS kind,
                           moment, title, detail, who, icon, model, res_id, id
                      FROM (%(events)s) events),
                numbers AS (SELECT kind, count(*) AS number FROM told GROUP BY kind)
                SELECT (SELECT json_object_agg(kind, number) FROM numbers) AS counts,
                       shown.*
                  FROM (SELECT 1) one
             LEFT JOIN (SELECT * FROM (SELECT told.*,
                                          kind NOT IN ('planned', 'due') AS past
                                     FROM told WHERE kind = ANY(%(wanted)s)) placed
                      ORDER BY past, CASE WHEN NOT past THEN moment END,
                               moment DESC, id DESC
                         LIMIT %(limit)s) shown ON TRUE
              ORDER BY past, CASE WHEN NOT past THEN moment END, moment DESC, id DESC
                """,
                today=today,
                events=SQL(" UNION ALL ").join(self._vn_select_events()),
                wanted=wanted,
                limit=min(int(limit), 500),
            )
        )
        counts = rows[0]["counts"] or {}
        return {
            "counts": {kind: counts.get(kind, 0) for kind in KINDS},
            "timeline": [self._vn_format_event(row) for row in rows if row["id"]],
        }

    def _vn_format_event(self, row):
        title = row["title"] or ""
        if row["kind"] == "discussion":
            title = html2plaintext(title).strip()[:PREVIEW]
        return {
            "kind": row["kind"],
            "key": f"{row['kind']}-{row['model']}-{row['id']}",
            "title": title,
            "detail": row["detail"] or "",
            "who": row["who"] or "",
            "date": self._vn_say_day(row["moment"]),
            "icon": row["icon"] or "fa-tasks",
            "model": row["model"],
            "res_id": row["res_id"],
        }

    def _vn_select_events(self):
        """Return SELECTs of everything that happened to the customer; extend it.

        Each has the columns ``kind, moment, title, detail, who, icon, model, res_id,
        id``; the kind ``open`` is what is still to be done.

        :return: list of ``SQL``
        """
        return [
            *self._vn_select_activities(),
            self._vn_select_comments(),
            *self._vn_select_documents(),
        ]

    def _vn_timeline_models(self):
        """Return {model: query of the customer's documents the user may read}."""
        queries = {}
        family = self._vn_family()
        for model, path in self._vn_customer_documents().items():
            Document = self.env[model].with_context(active_test=False)
            if Document.has_access("read"):
                queries[model] = Document._search([(path, "in", family)], order="id")
        return queries

    def _vn_select_activities(self):
        """Return SELECTs of the activities on the customer's documents."""
        self.env["mail.activity"].flush_model()
        kind = self.env["mail.activity.type"]._field_to_sql("t", "name")
        return [
            SQL(
                """
                SELECT CASE WHEN a.active THEN 'open' ELSE 'done' END AS kind,
                       COALESCE(a.date_done, a.date_deadline)::timestamp AS moment,
                       COALESCE(NULLIF(a.summary, ''), %s) AS title,
                       CASE WHEN a.res_model <> 'res.partner' THEN a.res_name END
                           AS detail,
                       w.name AS who, t.icon, a.res_model AS model, a.res_id, a.id
                  FROM mail_activity a
             LEFT JOIN mail_activity_type t ON t.id = a.activity_type_id
             LEFT JOIN res_users u ON u.id = a.user_id
             LEFT JOIN res_partner w ON w.id = u.partner_id
                 WHERE a.res_model = %s AND a.res_id IN %s
                """,
                kind,
                model,
                query.subselect(),
            )
            for model, query in self._vn_timeline_models().items()
        ]

    def _vn_select_comments(self):
        self.env["mail.message"].flush_model()
        return SQL(
            """
            SELECT 'discussion', m.date, m.body, NULL, COALESCE(w.name, m.email_from),
                   'fa-comment-o', m.model, m.res_id, m.id
              FROM mail_message m
         LEFT JOIN res_partner w ON w.id = m.author_id
             WHERE m.model = 'res.partner' AND m.res_id IN %s
               AND m.message_type IN ('comment', 'email', 'email_outgoing')
               AND m.body <> ''
            """,
            self._vn_family().subselect(),
        )

    @api.model
    def _vn_document_dates(self):
        """Return {model: field} that says when a document was made; extend it.

        Of other models it is when the record was created.
        """
        return {}

    def _vn_select_documents(self):
        dates = self._vn_document_dates()
        queries = self._vn_timeline_models()
        kind = self.env["ir.model"]._field_to_sql("i", "name")
        parts = []
        for model, query in queries.items():
            Document = self.env[model]
            name = Document._fields.get(Document._rec_name)
            named = name and name.store and name.type == "char"
            if model == "res.partner" or not named:
                continue
            day = dates.get(model, "create_date")
            Document.flush_model([name.name, day, "create_date"])
            parts.append(
                SQL(
                    """
                    SELECT 'document', COALESCE(d.%s, d.create_date), %s, %s, w.name,
                           'fa-file-text-o', %s, d.id, d.id
                      FROM %s d
                 LEFT JOIN ir_model i ON i.model = %s
                 LEFT JOIN res_users u ON u.id = d.create_uid
                 LEFT JOIN res_partner w ON w.id = u.partner_id
                     WHERE d.id IN %s
                    """,
                    SQL.identifier(day),
                    Document._field_to_sql("d", name.name),
                    kind,
                    model,
                    SQL.identifier(Document._table),
                    model,
                    query.subselect(),
                )
            )
        return parts
