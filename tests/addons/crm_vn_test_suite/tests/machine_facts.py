"""What the stored numbers have to be, counted once more from the documents.

Nothing here asks an engine: documents are read by bare SQL, and added up in Python.
"""

from collections import defaultdict
from itertools import pairwise
from statistics import median

from odoo.tools import SQL

from odoo.addons.crm_vn_tier.tools.tier import Rule, target, window_value

#: what a customer is worked on with, and whose it is
DOCUMENTS = {
    "res.partner": SQL("SELECT id, id FROM res_partner WHERE id"),
    "crm.lead": SQL("SELECT id, partner_id FROM crm_lead WHERE partner_id"),
    "sale.order": SQL("SELECT id, partner_id FROM sale_order WHERE partner_id"),
    "crm.vn.contract": SQL(
        "SELECT id, partner_id FROM crm_vn_contract WHERE partner_id"
    ),
}


def day(column):
    """Return the SQL of a moment's day in Vietnam."""
    zone = SQL("AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh'")
    return SQL("(%s %s)::date", column, zone)


class Facts:
    """The documents of some customers, as the database has them now.

    :param env: of a superuser
    :param partners: the customers and their contacts
    :param now: the moment, naive UTC
    """

    def __init__(self, env, partners, now):
        env.flush_all()
        self.env = env
        self.partner_ids = tuple(partners.ids)
        self.now = now
        rows = self._rows(
            "SELECT id, commercial_partner_id FROM res_partner WHERE id IN %s",
            self.partner_ids,
        )
        self.entity = dict(rows)
        self.owner = {
            model: dict(self._rows(SQL("%s IN %s", query, self.partner_ids)))
            for model, query in DOCUMENTS.items()
        }

    def _rows(self, query, *params):
        return self.env.execute_query(SQL(query, *params) if params else query)

    def _today(self):
        ((today,),) = self._rows(SQL("SELECT %s", day(SQL("%s::timestamp", self.now))))
        return today

    # === Last contact ===
    def last_contacts(self):
        """Return {partner id: day of the last contact, or None}."""
        newest = defaultdict(list)
        today = self._today()
        for partner, when in self._contacts():
            if when and when <= today:
                newest[partner].append(when)
                newest[self.entity[partner]].append(when)
        return {partner: max(newest[partner], default=None) for partner in self.entity}

    def _contacts(self):
        """Yield (partner id, day) of each contact."""
        for model, owner in self.owner.items():
            said = self._rows(
                """
                SELECT res_id, date_done FROM mail_activity
                 WHERE active IS FALSE AND res_model = %s
             UNION ALL
                SELECT res_id, %s FROM mail_message
                 WHERE vn_is_contact IS TRUE AND model = %s
                """,
                model,
                day(SQL("date")),
                model,
            )
            yield from ((owner[doc], when) for doc, when in said if doc in owner)
        yield from self._rows(
            "SELECT partner_id, %s FROM sale_order"
            " WHERE partner_id IN %s AND date_order <= %s",
            day(SQL("date_order")),
            self.partner_ids,
            self.now,
        )
        yield from self._rows(
            "SELECT partner_id, COALESCE(signed_date, %s) FROM crm_vn_contract"
            " WHERE partner_id IN %s",
            day(SQL("create_date")),
            self.partner_ids,
        )
        yield from self._rows(
            """
            SELECT a.partner_id, %s
              FROM calendar_event e JOIN calendar_attendee a ON a.event_id = e.id
             WHERE e.active AND e.stop <= %s AND a.partner_id IN %s
               AND a.state IS DISTINCT FROM 'declined'
            """,
            day(SQL("e.start")),
            self.now,
            self.partner_ids,
        )

    # === Score ===
    def scores(self):
        """Return {id of a commercial partner: its score}."""
        points = defaultdict(int)
        today = self._today()
        for model, owner in self.owner.items():
            for document, worth in self._rows(
                "SELECT a.res_id, t.vn_result_points FROM mail_activity a"
                " JOIN mail_activity_type t ON t.id = a.activity_type_id"
                " WHERE a.active IS FALSE AND a.res_model = %s AND a.date_done <= %s",
                model,
                today,
            ):
                if document in owner:
                    points[self.entity[owner[document]]] += worth or 0
        relation = self.env["res.partner"]._fields["vn_group_ids"]
        member = SQL.identifier("r", relation.column1)
        groups = self._rows(
            """
            SELECT %s, max(COALESCE(g.score_points, 0)) FROM %s r
              JOIN crm_vn_customer_group g ON g.id = %s AND g.active
             WHERE %s IN %s GROUP BY 1
            """,
            member,
            SQL.identifier(relation.relation),
            SQL.identifier("r", relation.column2),
            member,
            self.partner_ids,
        )
        for partner, worth in groups:
            if self.entity[partner] == partner:
                points[partner] += worth
        return {entity: points[entity] for entity in set(self.entity.values())}

    def ledger(self):
        """Return {id of a commercial partner: sum of the live lines}."""
        rows = self._rows(
            "SELECT partner_id, sum(points) FROM crm_vn_score_line"
            " WHERE active AND partner_id IN %s GROUP BY 1",
            self.partner_ids,
        )
        sums = dict(rows)
        return {entity: sums.get(entity, 0) for entity in set(self.entity.values())}

    # === Purchase ===
    def orders(self, company):
        """Return {entity: list of (day, amount)} of the confirmed orders."""
        found = defaultdict(list)
        for partner, when, amount in self._rows(
            """
            SELECT partner_id, %s, amount_untaxed FROM sale_order
             WHERE state = 'sale' AND company_id = %s AND partner_id IN %s
             ORDER BY date_order
            """,
            day(SQL("date_order")),
            company.id,
            self.partner_ids,
        ):
            found[self.entity[partner]].append((when, float(amount)))
        return found

    def purchases(self, company):
        """Return {entity: (first, last, count, cycle)} of who bought."""
        found = {}
        for entity, orders in self.orders(company).items():
            days = sorted(when for when, _amount in orders)
            gaps = [(b - a).days for a, b in pairwise(days)]
            cycle = float(median(gaps)) if len(days) >= 3 else 0.0
            found[entity] = (days[0], days[-1], len(days), cycle)
        return found

    # === Tier ===
    def tiers(self, company, tiers, bases):
        """Return {entity: rank of its tier, 0 for none}.

        :param tiers: the tiers, the lowest first; all of them by sales
        :param bases: {entity: rank at the last review}
        """
        today, orders = self._today(), self.orders(company)
        rules = [
            Rule(tier.window_months, tier.entry_threshold, tier.keep_threshold)
            for tier in tiers
        ]
        return {
            entity: target(
                [window_value(orders[entity], today, r.months) for r in rules],
                rules,
                bases.get(entity, 0),
                review=False,
            )
            for entity in set(self.entity.values())
        }
