from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..tools.tier import window_start


class ResPartner(models.Model):
    _inherit = "res.partner"

    # === Public ===
    def _vn_tier_review(self, today=None):
        """Review these customers: up by the entry, down by the keep threshold.

        In every company, with the contacts they belong to. Who is locked does not go
        down, who is set by hand does not move.

        :param today: day of the review; default today
        :return: the moves (``crm.vn.tier.move``)
        """
        # sudo: a review is about the whole customer
        entities = self.sudo().commercial_partner_id.ids
        if not entities:
            return self.env["crm.vn.tier.move"]
        return self._vn_tier_run(self._vn_tier_scope(entities), "review", today)

    def _vn_tier_on_document(self):
        """Follow a new, changed or cancelled document on the spot.

        Up as soon as the entry threshold is reached, and back when what was reached
        since the last review is taken back. What was held at the last review is left
        to the next one.
        """
        entities = self.sudo().commercial_partner_id.ids
        if entities:
            self._vn_tier_run(self._vn_tier_scope(entities), "document")

    def _vn_purchase_refresh(self):
        changed = super()._vn_purchase_refresh()
        self._vn_tier_on_document()
        return changed

    @api.model
    def _cron_vn_tier_review(self):
        """Review everyone.

        Strategy: one statement for each company, which writes only who moves, and a
        commit after each; a second run finds nothing to move. A company that fails
        stands in the list of what could not be done, and stops no other.
        """
        Cron = self.env["ir.cron"]
        companies = self.env["res.company"].search([])
        Cron._commit_progress(remaining=len(companies))
        for company in companies:
            self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_tier.ir_cron_review_tiers",
                company,
                lambda company: self._vn_tier_run_everyone(company, "review"),
            )
            if not Cron._commit_progress(1):
                break

    # === Engine ===
    @api.model
    def _vn_tier_scope(self, entities):
        return SQL("p.commercial_partner_id IN %s", tuple(entities))

    @api.model
    def _vn_tier_run(self, scope, cause, today=None):
        """Move the customers ``p`` in *scope* in every company that has tiers."""
        moves = self.env["crm.vn.tier.move"]
        # sudo: reviews don't depend on who is asking
        for company in self.env["res.company"].sudo().search([]):
            moves |= self._vn_tier_run_company(company, scope, cause, today)
        return moves

    @api.model
    def _vn_tier_run_everyone(self, company, cause, today=None):
        """Review all customers in *company*."""
        return self._vn_tier_run_company(company, SQL("TRUE"), cause, today)

    @api.model
    def _vn_tier_run_company(self, company, scope, cause, today=None):
        Move = self.env["crm.vn.tier.move"]
        rules = self.env["crm.vn.tier"]._get_rules(company)
        review = cause != "document"
        if not rules and not review:
            # nobody rises where there is nothing to rise to; who is to lose a tier
            # that is gone loses it at the review
            return Move
        today = today or company._vn_today()
        rows = self.env.execute_query(
            SQL(
                """
                WITH %(moved)s, changed AS (
                    SELECT * FROM moved
                     WHERE current_id IS DISTINCT FROM target_id
                        OR (%(review)s AND base_id IS DISTINCT FROM target_id)
                ), written AS (
                    UPDATE res_partner p
                       SET vn_tier_id = NULLIF(
                               coalesce(p.vn_tier_id, '{}') - %(company)s
                               || CASE WHEN c.target_id IS NULL THEN '{}' ELSE
                                  jsonb_build_object(%(company)s, c.target_id) END,
                               '{}'),
                           vn_tier_base_id = CASE WHEN %(review)s THEN NULLIF(
                               coalesce(p.vn_tier_base_id, '{}') - %(company)s
                               || CASE WHEN c.target_id IS NULL THEN '{}' ELSE
                                  jsonb_build_object(%(company)s, c.target_id) END,
                               '{}') ELSE p.vn_tier_base_id END
                      FROM changed c
                     WHERE p.commercial_partner_id = c.entity
                )
                INSERT INTO crm_vn_tier_move (
                    partner_id, company_id, date, user_id, from_id, to_id, direction,
                    cause, criterion, window_months, value, threshold,
                    create_uid, create_date, write_uid, write_date)
                SELECT entity, %(company_id)s, %(today)s, %(uid)s, current_id,
                       target_id,
                       CASE WHEN target_rank > current_rank THEN 'up' ELSE 'down' END,
                       %(cause)s, criterion, months, value, threshold,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM changed WHERE current_id IS DISTINCT FROM target_id
                 ORDER BY entity
             RETURNING id
                """,
                moved=self._vn_tier_moved_sql(company, rules, scope, review, today),
                review=review,
                company=str(company.id),
                company_id=company.id,
                today=today,
                uid=self.env.uid,
                cause=cause,
                now=self.env.cr.now(),
            )
        )
        self.env["res.partner"].invalidate_model(
            [
                "vn_tier_id",
                "vn_tier_base_id",
                "vn_tier_explanation",
                "vn_tier_progress",
                "property_product_pricelist",
            ],
            flush=False,
        )
        return Move.browse([move_id for (move_id,) in rows])

    @api.model
    def _vn_tier_preview(self, company, rules, today=None):
        """Return who a review by *rules* would move; nothing is written.

        :param rules: ``crm.vn.tier`` records, real ones or new ones with an origin,
            the lowest first
        :return: list of dicts with ``entity``, ``current_id``, ``target_id``,
            ``value``, ``threshold``, ``sales`` (net, in the window)
        """
        today = today or company._vn_today()
        return self.env.execute_query_dict(
            SQL(
                """
                WITH %(moved)s
                SELECT entity, current_id, target_id, value, threshold, sales,
                       current_rank, target_rank
                  FROM moved WHERE current_id IS DISTINCT FROM target_id
                 ORDER BY entity
                """,
                moved=self._vn_tier_moved_sql(company, rules, SQL("TRUE"), True, today),
            )
        )

    @api.model
    def _vn_tier_moved_sql(self, company, rules, scope, review, today):
        """Return the common table expressions up to ``moved``, one row a customer.

        It is :func:`~odoo.addons.crm_vn_tier.tools.tier.target` in SQL.
        """
        rules = list(rules)
        self.env["res.partner"].flush_model()
        self.env["crm.vn.tier"].flush_model()
        # sudo: who was given a tier by hand stays there, whoever may read the tier
        by_hand = (
            self.env["crm.vn.tier"].sudo().search([("is_automatic", "=", False)]).ids
        )
        columns = [SQL.identifier(f"v{rank}") for rank in range(1, len(rules) + 1)]
        values = [
            SQL(
                "coalesce(sum(amount) FILTER (WHERE criterion = %s AND day > %s), 0)"
                " AS %s",
                rule.criterion,
                window_start(today, rule.window_months),
                column,
            )
            for rule, column in zip(rules, columns, strict=True)
        ]
        # what a discount is worth: the sales of the longest window
        sales_start = window_start(
            today, max((rule.window_months for rule in rules), default=12)
        )
        sales = SQL(
            "coalesce(sum(amount) FILTER (WHERE criterion = 'sales' AND day > %s), 0)"
            " AS sales",
            sales_start,
        )
        held = [
            SQL(
                "WHEN coalesce(%(value)s, 0) >= %(entry)s::numeric %(keep)s "
                "THEN %(rank)s",
                value=column,
                entry=rule.entry_threshold,
                keep=SQL(
                    "OR (base_rank >= %s AND coalesce(%s, 0) >= %s::numeric)",
                    rank,
                    column,
                    rule.keep_threshold,
                )
                if review
                else SQL(),
                rank=rank,
            )
            for rank, (rule, column) in enumerate(zip(rules, columns, strict=True), 1)
        ][::-1]
        ids = [rule._origin.id for rule in rules]
        return SQL(
            """
            fact AS (%(facts)s), val AS (
                SELECT entity, %(values)s FROM fact GROUP BY entity
            ), held AS (
                SELECT p.id AS entity, val.sales, %(columns)s
                       (p.vn_tier_id->>%(company)s)::int AS current_id,
                       (p.vn_tier_base_id->>%(company)s)::int AS base_id,
                       p.vn_tier_mode->>%(company)s AS mode,
                       (p.vn_tier_lock_until->>%(company)s)::date AS lock_until
                  FROM res_partner p
             LEFT JOIN val ON val.entity = p.id
                 WHERE p.commercial_partner_id = p.id AND %(scope)s
                   AND (val.entity IS NOT NULL
                        OR p.vn_tier_id ? %(company)s
                        OR p.vn_tier_base_id ? %(company)s)
            ), ranked AS (
                SELECT *,
                       coalesce(array_position(%(ids)s::int[], current_id), 0)
                           AS current_rank,
                       coalesce(array_position(%(ids)s::int[], base_id), 0)
                           AS base_rank
                  FROM held
                 WHERE coalesce(mode, 'automatic') <> 'manual'
                   AND (current_id IS NULL OR current_id <> ALL (%(by_hand)s::int[]))
            ), judged AS (
                SELECT *, GREATEST(
                       %(held)s,
                       CASE WHEN NOT %(review)s THEN base_rank ELSE 0 END,
                       CASE WHEN mode = 'locked'
                             AND (lock_until IS NULL OR lock_until >= %(today)s)
                            THEN current_rank ELSE 0 END) AS target_rank
                  FROM ranked
            ), moved AS (
                SELECT entity, current_id, base_id, current_rank, target_rank,
                       coalesce(sales, 0) AS sales,
                       (%(ids)s::int[])[target_rank] AS target_id,
                       (%(criteria)s::text[])[deciding] AS criterion,
                       (%(months)s::int[])[deciding] AS months,
                       (%(reached)s)[deciding] AS value,
                       CASE WHEN target_rank > current_rank
                            THEN (%(entries)s::numeric[])[deciding]
                            ELSE (%(keeps)s::numeric[])[deciding] END AS threshold
                  FROM (SELECT *, GREATEST(target_rank, current_rank) AS deciding
                          FROM judged) decided
            )
            """,
            facts=self._vn_tier_facts_sql(
                company,
                today,
                sales_start,
                {"sales", *(r.criterion for r in rules)},
                scope,
            ),
            values=SQL(", ").join([sales, *values]),
            company=str(company.id),
            scope=scope,
            columns=SQL().join(SQL("val.%s,", column) for column in columns),
            ids=ids,
            by_hand=by_hand,
            held=SQL("CASE %s ELSE 0 END", SQL(" ").join(held)) if held else SQL("0"),
            review=review,
            today=today,
            criteria=[rule.criterion for rule in rules],
            months=[rule.window_months for rule in rules],
            entries=[rule.entry_threshold for rule in rules],
            keeps=[rule.keep_threshold for rule in rules],
            reached=SQL("ARRAY[%s]::numeric[]", SQL(", ").join(columns)),
        )

    # === Facts ===
    def _vn_tier_facts(self, company, today, rules):
        """Return the facts of these commercial partners, for the sentence.

        :return: dict of partner ids to dict of criteria to lists of (day, amount)
        """
        start = window_start(today, max(rules.mapped("window_months")))
        rows = self.env.execute_query(
            self._vn_tier_facts_sql(
                company,
                today,
                start,
                set(rules.mapped("criterion")),
                self._vn_tier_scope(self.ids),
            )
        )
        facts = defaultdict(lambda: defaultdict(list))
        for entity, criterion, day, amount in rows:
            facts[entity][criterion].append((day, float(amount)))
        return facts

    @api.model
    def _vn_tier_facts_sql(self, company, today, start, criteria, scope):
        """Return the query of entity, criterion, day and amount, later than *start*."""
        self.env["sale.order"].flush_model()
        self.env["account.move"].flush_model()
        self.env["account.move.line"].flush_model()
        digits = company.sudo().currency_id.decimal_places
        common = {
            "scope": scope,
            "company": company.id,
            "today": today,
            "start": start,
            "digits": digits,
            "day": company._vn_day_sql(SQL("o.date_order")),
        }
        parts = []
        for criterion, amount in (
            ("sales", "round(o.amount_untaxed / coalesce(o.currency_rate, 1), %s)"),
            ("orders", "1::numeric + 0 * %s"),
        ):
            if criterion not in criteria:
                continue
            parts.append(
                SQL(
                    """
                    SELECT entity, criterion, day, amount FROM (
                        SELECT p.commercial_partner_id AS entity,
                               %(criterion)s AS criterion,
                               %(day)s AS day,
                               %(amount)s AS amount
                          FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
                         WHERE o.state = 'sale' AND o.company_id = %(company)s
                           AND o.date_order > %(start)s::date - 1 AND %(scope)s) sold
                     WHERE day > %(start)s AND day <= %(today)s
                    """,
                    criterion=criterion,
                    amount=SQL(amount, digits),
                    **common,
                )
            )
        if "sales" in criteria:
            # credit notes; those of a cancelled order were not counted to begin with
            parts.append(
                SQL(
                    """
                    SELECT p.commercial_partner_id, 'sales', m.invoice_date, -l.balance
                      FROM account_move m
                      JOIN res_partner p ON p.id = m.partner_id
                      JOIN account_move_line l
                        ON l.move_id = m.id AND l.display_type = 'product'
                     WHERE m.state = 'posted' AND m.move_type = 'out_refund'
                       AND m.company_id = %(company)s
                       AND m.invoice_date > %(start)s AND m.invoice_date <= %(today)s
                       AND %(scope)s
                       AND NOT EXISTS (
                           SELECT FROM sale_order_line_invoice_rel rel
                             JOIN sale_order_line s ON s.id = rel.order_line_id
                             JOIN sale_order o ON o.id = s.order_id
                            WHERE rel.invoice_line_id = l.id AND o.state <> 'sale')
                    """,
                    **common,
                )
            )
        if "paid" in criteria:
            # a credit note that settles an invoice is no payment: it counts negative
            parts.append(
                SQL(
                    """
                    SELECT p.commercial_partner_id, 'paid', m.invoice_date,
                           m.amount_total_signed - m.amount_residual_signed
                      FROM account_move m JOIN res_partner p ON p.id = m.partner_id
                     WHERE m.state = 'posted'
                       AND m.move_type IN ('out_invoice', 'out_refund')
                       AND m.company_id = %(company)s
                       AND m.invoice_date > %(start)s AND m.invoice_date <= %(today)s
                       AND %(scope)s
                    """,
                    **common,
                )
            )
        return SQL(" UNION ALL ").join(parts)
