"""Rows for benchmarks, by plain SQL: some 50,000 a second instead of 50.

Every function takes an environment, makes *n* rows and returns their ids as a
``range``. The rows are alike from run to run (the random numbers are seeded), and
distributed as in a real company: a few customers have many documents, most have few,
and dates spread over three years. Columns of addons that are not installed are left
out, so that the same call fills a stock database and one of ours.

    partners = generate.customers(env, 200_000)
    generate.orders(env, 300_000)               # of those customers
    generate.activities(env, 600_000)

Documents are given to the customers that ``customers()`` made (``ref`` like
``BENCH…``), or to *among*, a range of partner ids.
"""

from odoo.tools import SQL

from devtools.bench import rows
from devtools.bench.people import customers, products, users

REMARK = [
    "Khách hỏi giá, đã gửi bảng giá mới.",
    "Khách hẹn tuần sau ghé cửa hàng xem mẫu.",
    "Khách phàn nàn giao hàng trễ, cần xin lỗi.",
    "Khách chưa có nhu cầu, ba tháng nữa liên hệ lại.",
]

__all__ = [
    "activities",
    "comments",
    "customers",
    "leads",
    "orders",
    "products",
    "users",
]


def orders(env, n, *, lines=2, among=None, company=None, done_share=0.85):
    """Make *n* sales orders of *lines* lines each, most of them confirmed.

    :param done_share: the share of confirmed ones; the others are quotations,
        four in five of them, or cancelled
    """
    company = company or env.company
    product_ids = products(env).ids
    user_ids = users(env).ids
    team = env["crm.team"].search([], limit=1)
    among = rows.partners(env, among)
    with rows.bulk(env):
        first = rows.first(env, "sale_order")
        rows.insert(
            env,
            "sale_order",
            {
                "id": SQL("%s + g", first),
                "name": SQL("'BENCH' || lpad((%s + g)::text, 8, '0')", first),
                "state": SQL("sold.state"),
                **{
                    f"partner{kind}_id": SQL("p.id")
                    for kind in ("", "_invoice", "_shipping")
                },
                "company_id": SQL("%s", company.id),
                "currency_id": SQL("%s", company.currency_id.id),
                "currency_rate": SQL("1"),
                "user_id": SQL(
                    "coalesce(p.user_id, %s)", rows.pick(user_ids, "ra", "int4")
                ),
                "team_id": SQL("%s::int", team.id or None),
                "date_order": SQL("made"),
                "amount_untaxed": SQL("amount * %s", lines),
                "amount_tax": SQL("0"),
                "amount_total": SQL("amount * %s", lines),
                "amount_to_invoice": SQL("amount * %s", lines),
                "invoice_status": SQL(
                    "CASE sold.state WHEN 'sale' THEN 'to invoice' ELSE 'no' END"
                ),
                "locked": SQL("false"),
                "require_signature": SQL("false"),
                "require_payment": SQL("false"),
                "prepayment_percent": SQL("1"),
                "picking_policy": SQL("'direct'"),
                **rows.log_columns(env, "made"),
            },
            SQL(
                """
                %(heavy)s CROSS JOIN LATERAL (
                    SELECT CASE WHEN rc < %(done)s THEN 'sale'
                                WHEN rc - %(done)s < 0.8 * (1 - %(done)s) THEN 'draft'
                                ELSE 'cancel' END AS state,
                           round(exp(rd * 4.5 + 11.5)::numeric, -3) AS amount) sold
                """,
                done=done_share,
                heavy=rows.heavy(n, among),
            ),
        )
        rows.set_sequence(env, "sale_order")
        rows.insert(
            env,
            "sale_order_line",
            {
                "order_id": SQL("o.id"),
                "sequence": SQL("10"),
                "company_id": SQL("o.company_id"),
                "currency_id": SQL("o.currency_id"),
                "order_partner_id": SQL("o.partner_id"),
                "salesman_id": SQL("o.user_id"),
                "product_id": SQL(
                    "(%s::int4[])[1 + (o.id * i) %% %s]", product_ids, len(product_ids)
                ),
                "product_uom_id": SQL("%s", env.ref("uom.product_uom_unit").id),
                "name": SQL("'Sản phẩm'"),
                "product_uom_qty": SQL("1"),
                **{
                    column: SQL("o.amount_untaxed / %s", lines)
                    for column in (
                        "price_unit",
                        "technical_price_unit",
                        "price_subtotal",
                        "price_total",
                        "price_reduce_taxexcl",
                        "price_reduce_taxinc",
                    )
                },
                **{
                    column: SQL("0")
                    for column in (
                        "discount",
                        "price_tax",
                        "qty_delivered",
                        "qty_invoiced",
                        "qty_to_invoice",
                        "untaxed_amount_invoiced",
                        "untaxed_amount_to_invoice",
                        "customer_lead",
                    )
                },
                "qty_delivered_method": SQL("'manual'"),
                "state": SQL("o.state"),
                "invoice_status": SQL("o.invoice_status"),
                "is_downpayment": SQL("false"),
                "is_expense": SQL("false"),
                **rows.log_columns(env, "o.create_date"),
            },
            SQL(
                "sale_order o, generate_series(1, %s) i WHERE o.id >= %s", lines, first
            ),
        )
    rows.analyze(env, "sale_order", "sale_order_line")
    return range(first, first + n)


def leads(env, n, *, among=None, company=None):
    """Make *n* opportunities: a quarter won, half of them lost, the rest open."""
    company = company or env.company
    stages = env["crm.stage"].search([("is_won", "=", False)]).ids
    won = env["crm.stage"].search([("is_won", "=", True)], limit=1).id
    reasons = rows.ids(env, "crm.lost.reason")
    team = env["crm.team"].search([], limit=1)
    user_ids = users(env).ids
    among = rows.partners(env, among)
    with rows.bulk(env):
        first = rows.first(env, "crm_lead")
        probability = SQL(
            "CASE won WHEN 'won' THEN 100 WHEN 'lost' THEN 0 ELSE round(ra * 60) END"
        )
        rows.insert(
            env,
            "crm_lead",
            {
                "id": SQL("%s + g", first),
                "name": SQL("'Cơ hội ' || p.name"),
                "type": SQL("'opportunity'"),
                "active": SQL("won <> 'lost'"),
                "partner_id": SQL("p.id"),
                "partner_name": SQL("CASE WHEN p.is_company THEN p.name END"),
                "contact_name": SQL("CASE WHEN NOT p.is_company THEN p.name END"),
                "email_from": SQL("p.email"),
                "email_normalized": SQL("p.email"),
                "phone": SQL("p.phone"),
                "user_id": SQL(
                    "coalesce(p.user_id, %s)", rows.pick(user_ids, "ra", "int4")
                ),
                "team_id": SQL("%s::int", team.id or None),
                "company_id": SQL("%s", company.id),
                "stage_id": SQL(
                    "CASE won WHEN 'won' THEN %s ELSE %s END",
                    won,
                    rows.pick(stages, "rd", "int4"),
                ),
                "won_status": SQL("won"),
                "probability": probability,
                "automated_probability": probability,
                "lost_reason_id": SQL(
                    "CASE won WHEN 'lost' THEN %s END",
                    rows.pick(reasons or [None], "rd", "int4"),
                ),
                "source_id": SQL(
                    "%s", rows.pick(rows.ids(env, "utm.source") or [None], "re", "int4")
                ),
                "country_id": SQL("p.country_id"),
                "state_id": SQL("p.state_id"),
                "priority": SQL("(g %% 4)::text"),
                "expected_revenue": SQL("round(exp(rb * 4 + 14)::numeric, -3)"),
                "prorated_revenue": SQL("0"),
                "recurring_revenue": SQL("0"),
                "date_open": SQL("made"),
                "date_last_stage_update": SQL("made"),
                "date_closed": SQL(
                    "CASE WHEN won <> 'pending' "
                    "THEN least(now(), made + interval '20 days') END"
                ),
                "day_open": SQL("0"),
                "day_close": SQL("CASE WHEN won <> 'pending' THEN 20 ELSE 0 END"),
                "message_bounce": SQL("0"),
                "color": SQL("0"),
                **rows.log_columns(env, "made"),
            },
            SQL(
                """
                %s CROSS JOIN LATERAL (
                    SELECT CASE WHEN rc < 0.25 THEN 'won' WHEN rc < 0.75 THEN 'lost'
                                ELSE 'pending' END AS won) result
                """,
                rows.heavy(n, among),
            ),
        )
        rows.set_sequence(env, "crm_lead")
    rows.analyze(env, "crm_lead")
    return range(first, first + n)


def activities(env, n, *, done=True, noted=True, among=None):
    """Make *n* activities on customers.

    :param done: done ones (archived, dated in the past), else open ones with
        deadlines from 15 days ago to 45 days ahead
    :param noted: whether who did it when is noted, or is of before the installation
    """
    types = env["mail.activity.type"].search(
        [("res_model", "in", [False, "res.partner"])], order="id"
    )
    user_ids = users(env).ids
    among = rows.partners(env, among)
    noted = noted and done
    with rows.bulk(env):
        first = rows.first(env, "mail_activity")
        day = (
            SQL("made::date")
            if done
            else SQL("current_date + (floor(rc * 60) - 15)::int")
        )
        rows.insert(
            env,
            "mail_activity",
            {
                "id": SQL("%s + g", first),
                "res_model_id": SQL("%s", env["ir.model"]._get_id("res.partner")),
                "res_model": SQL("'res.partner'"),
                "res_id": SQL("p.id"),
                "res_name": SQL("p.name"),
                "activity_type_id": rows.pick(types.ids, "rd * rd", "int4"),
                "user_id": SQL(
                    "coalesce(p.user_id, %s)", rows.pick(user_ids, "ra", "int4")
                ),
                "user_tz": SQL("'Asia/Ho_Chi_Minh'"),
                "summary": SQL("'Chăm sóc'"),
                "date_deadline": day,
                "date_done": day if done else SQL("NULL::date"),
                "vn_done_at": SQL("made") if noted else SQL("NULL::timestamp"),
                "vn_done_uid": SQL(
                    "coalesce(p.user_id, %s)", rows.pick(user_ids, "ra", "int4")
                )
                if noted
                else SQL("NULL::int"),
                "active": SQL("%s", not done),
                "automated": SQL("false"),
                **rows.log_columns(env, "made"),
            },
            rows.heavy(n, among),
        )
        rows.set_sequence(env, "mail_activity")
    rows.analyze(env, "mail_activity")
    return range(first, first + n)


def comments(env, n, *, among=None):
    """Make *n* comments by employees in the customers' discussions."""
    employees = users(env)
    user_ids, author_ids = employees.ids, employees.partner_id.ids
    among = rows.partners(env, among)
    with rows.bulk(env):
        first = rows.first(env, "mail_message")
        rows.insert(
            env,
            "mail_message",
            {
                "id": SQL("%s + g", first),
                "model": SQL("'res.partner'"),
                "res_id": SQL("p.id"),
                "message_type": SQL("'comment'"),
                "subtype_id": SQL("%s", env.ref("mail.mt_note").id),
                "author_id": rows.pick(author_ids, "ra", "int4"),
                "email_from": SQL("'nv@congty.example.vn'"),
                "reply_to": SQL("'nv@congty.example.vn'"),
                "message_id": SQL("'<bench.' || g || '@congty.example.vn>'"),
                "body": SQL("'<p>' || %s || '</p>'", rows.pick(REMARK, "rc")),
                "is_internal": SQL("true"),
                "date": SQL("made"),
                **rows.log_columns(env, "made"),
                "create_uid": rows.pick(user_ids, "ra", "int4"),
            },
            rows.heavy(n, among),
        )
        rows.set_sequence(env, "mail_message")
    rows.analyze(env, "mail_message")
    return range(first, first + n)


# === What the functions above are made of ===
