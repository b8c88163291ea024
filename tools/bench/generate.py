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

import contextlib

from odoo.tools import SQL

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"]
MIDDLE = ["Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Thanh", "Quang", "Thu", "Xuân"]
GIVEN = ["An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hùng", "Lan", "Nam", "Tuấn"]
LEGAL = ["Công ty TNHH", "Công ty Cổ phần", "Doanh nghiệp tư nhân", "Cửa hàng"]
TRADE = ["Thương mại", "Xây dựng", "Nội thất", "Thực phẩm", "Vận tải", "Cơ khí"]
BRAND = ["Minh Phát", "Đại Việt", "An Khang", "Hưng Thịnh", "Phú Quý", "Sao Mai"]
STREET = ["Lê Lợi", "Trần Hưng Đạo", "Nguyễn Huệ", "Hai Bà Trưng", "Quang Trung"]
REMARK = [
    "Khách hỏi giá, đã gửi bảng giá mới.",
    "Khách hẹn tuần sau ghé cửa hàng xem mẫu.",
    "Khách phàn nàn giao hàng trễ, cần xin lỗi.",
    "Khách chưa có nhu cầu, ba tháng nữa liên hệ lại.",
]
DAYS = 1095


def users(env, n=20):
    """Return *n* salespeople, made when they are not there yet."""
    found = env["res.users"].search(
        [("login", "=like", "bench.%")], order="id", limit=n
    )
    missing = range(len(found) + 1, n + 1)
    groups = env.ref("sales_team.group_sale_salesman", raise_if_not_found=False)
    return found + env["res.users"].with_context(no_reset_password=True).create(
        [
            {
                "name": f"Nhân viên {number:02}",
                "login": f"bench.{number:02}",
                "email": f"bench.{number:02}@congty.example.vn",
                "group_ids": [
                    (4, (groups or env.ref("base.group_user")).id),
                ],
            }
            for number in missing
        ]
    )


def products(env, n=20):
    """Return *n* products for sale, made when they are not there yet."""
    found = env["product.product"].search(
        [("default_code", "=like", "BENCH%")], order="id", limit=n
    )
    missing = range(len(found) + 1, n + 1)
    return found + env["product.product"].create(
        [
            {
                "name": f"Sản phẩm {number:02}",
                "default_code": f"BENCH{number:02}",
                "list_price": 100_000 * number,
                "taxes_id": False,
            }
            for number in missing
        ]
    )


def customers(env, n, *, contacts=0, company=None, owners=None):
    """Make *n* customers, three in ten of them organisations.

    :param contacts: how many contact persons to add to the organisations, at the
        most one each; they come after the customers, the returned range is of the
        customers only
    :param company: their company; none by default
    :param owners: the users among whom they are divided, one in ten stays nobody's
    """
    owner_ids = (owners if owners is not None else users(env)).ids or [None]
    catalog = {
        "source_id": _ids(env, "utm.source"),
        "vn_relationship_id": _ids(env, "crm.vn.relationship"),
        "vn_type_id": _ids(env, "crm.vn.customer.type"),
        "vn_channel_id": _ids(env, "crm.vn.channel"),
        "vn_size_id": _ids(env, "crm.vn.customer.size"),
        "industry_id": _ids(env, "res.partner.industry"),
        "state_id": _ids(env, "res.country.state", [("country_id.code", "=", "VN")]),
    }
    person = SQL(
        "%s || ' ' || %s || ' ' || %s",
        _pick(FAMILY, "ra"),
        _pick(MIDDLE, "rb"),
        _pick(GIVEN, "rc"),
    )
    organisation = SQL(
        "%s || ' ' || %s || ' ' || %s || ' ' || g %% 977",
        _pick(LEGAL, "ra"),
        _pick(TRADE, "rb"),
        _pick(BRAND, "rc"),
    )
    with _bulk(env):
        first = _first(env, "res_partner")
        _insert(
            env,
            "res_partner",
            {
                "id": SQL("%s + g", first),
                "name": SQL("name"),
                "complete_name": SQL("name"),
                "commercial_partner_id": SQL("%s + g", first),
                "commercial_company_name": SQL("CASE WHEN organisation THEN name END"),
                "company_id": SQL("%s::int", company.id if company else None),
                "active": SQL("true"),
                "is_company": SQL("organisation"),
                "partner_share": SQL("true"),
                "employee": SQL("false"),
                "type": SQL("'contact'"),
                "lang": SQL("%s", env.lang or "en_US"),
                "autopost_bills": SQL("'ask'"),
                "email": SQL("'bench' || g || '@congty.example.vn'"),
                "email_normalized": SQL("'bench' || g || '@congty.example.vn'"),
                "phone": SQL("'0' || phone"),
                "phone_sanitized": SQL("'+84' || phone"),
                "street": SQL("1 + g %% 300 || ' ' || %s", _pick(STREET, "rb")),
                "country_id": SQL("%s::int", env.ref("base.vn").id),
                "ref": SQL("'BENCH' || lpad(g::text, 8, '0')"),
                "user_id": SQL(
                    "CASE WHEN rd < 0.9 THEN %s END", _pick(owner_ids, "re", "int4")
                ),
                "color": SQL("0"),
                "message_bounce": SQL("0"),
                "supplier_rank": SQL("0"),
                "customer_rank": SQL("1"),
                "vn_last_contact_date": SQL("made"),
                **{
                    column: _pick(ids, "rc * rc", "int4")
                    for column, ids in catalog.items()
                    if ids
                },
                **_log_columns(env, "made"),
            },
            SQL(
                """
                (SELECT *, CASE WHEN organisation THEN %(organisation)s
                           ELSE %(person)s END AS name
                   FROM (SELECT *, ra < 0.3 AS organisation,
                                '9' || lpad((g::int8 * 7919 %% 100000000)::text, 8, '0')
                                    AS phone,
                                now() - %(days)s * interval '1 day' * (1 - rf * rf)
                                    AS made
                           FROM (SELECT g, %(random)s
                                   FROM generate_series(0, %(n)s - 1) g) numbered
                        ) drawn
                ) rows
                """,
                organisation=organisation,
                person=person,
                days=DAYS,
                random=_random(),
                n=n,
            ),
        )
        _set_sequence(env, "res_partner")
        if contacts:
            _contacts(env, range(first, first + n), contacts)
        _set_sequence(env, "res_partner")
    _analyze(env, "res_partner")
    return range(first, first + n)


def _contacts(env, among, n):
    first = _first(env, "res_partner")
    _insert(
        env,
        "res_partner",
        {
            "id": SQL("%s + row_number() OVER (ORDER BY p.id) - 1", first),
            "name": SQL("'Liên hệ ' || p.id"),
            "complete_name": SQL("p.name || ', Liên hệ ' || p.id"),
            "parent_id": SQL("p.id"),
            "commercial_partner_id": SQL("p.id"),
            "commercial_company_name": SQL("p.name"),
            "company_id": SQL("p.company_id"),
            "active": SQL("true"),
            "is_company": SQL("false"),
            "partner_share": SQL("true"),
            "employee": SQL("false"),
            "type": SQL("'contact'"),
            "autopost_bills": SQL("'ask'"),
            "color": SQL("0"),
            "message_bounce": SQL("0"),
            "supplier_rank": SQL("0"),
            "customer_rank": SQL("0"),
            **_log_columns(env, "p.create_date"),
        },
        SQL(
            """
            (SELECT * FROM res_partner
              WHERE is_company AND id BETWEEN %s AND %s ORDER BY id LIMIT %s) p
            """,
            among.start,
            among.stop - 1,
            n,
        ),
    )


def orders(env, n, *, lines=2, among=None, company=None, done_share=0.85):
    """Make *n* sales orders of *lines* lines each, most of them confirmed.

    :param done_share: the share of confirmed ones; the others are quotations,
        four in five of them, or cancelled
    """
    company = company or env.company
    product_ids = products(env).ids
    user_ids = users(env).ids
    team = env["crm.team"].search([], limit=1)
    among = _partners(env, among)
    with _bulk(env):
        first = _first(env, "sale_order")
        _insert(
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
                    "coalesce(p.user_id, %s)", _pick(user_ids, "ra", "int4")
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
                **_log_columns(env, "made"),
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
                heavy=_heavy(n, among),
            ),
        )
        _set_sequence(env, "sale_order")
        _insert(
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
                **_log_columns(env, "o.create_date"),
            },
            SQL(
                "sale_order o, generate_series(1, %s) i WHERE o.id >= %s", lines, first
            ),
        )
    _analyze(env, "sale_order", "sale_order_line")
    return range(first, first + n)


def leads(env, n, *, among=None, company=None):
    """Make *n* opportunities: a quarter won, half of them lost, the rest open."""
    company = company or env.company
    stages = env["crm.stage"].search([("is_won", "=", False)]).ids
    won = env["crm.stage"].search([("is_won", "=", True)], limit=1).id
    reasons = _ids(env, "crm.lost.reason")
    team = env["crm.team"].search([], limit=1)
    user_ids = users(env).ids
    among = _partners(env, among)
    with _bulk(env):
        first = _first(env, "crm_lead")
        probability = SQL(
            "CASE won WHEN 'won' THEN 100 WHEN 'lost' THEN 0 ELSE round(ra * 60) END"
        )
        _insert(
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
                    "coalesce(p.user_id, %s)", _pick(user_ids, "ra", "int4")
                ),
                "team_id": SQL("%s::int", team.id or None),
                "company_id": SQL("%s", company.id),
                "stage_id": SQL(
                    "CASE won WHEN 'won' THEN %s ELSE %s END",
                    won,
                    _pick(stages, "rd", "int4"),
                ),
                "won_status": SQL("won"),
                "probability": probability,
                "automated_probability": probability,
                "lost_reason_id": SQL(
                    "CASE won WHEN 'lost' THEN %s END",
                    _pick(reasons or [None], "rd", "int4"),
                ),
                "source_id": SQL(
                    "%s", _pick(_ids(env, "utm.source") or [None], "re", "int4")
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
                **_log_columns(env, "made"),
            },
            SQL(
                """
                %s CROSS JOIN LATERAL (
                    SELECT CASE WHEN rc < 0.25 THEN 'won' WHEN rc < 0.75 THEN 'lost'
                                ELSE 'pending' END AS won) result
                """,
                _heavy(n, among),
            ),
        )
        _set_sequence(env, "crm_lead")
    _analyze(env, "crm_lead")
    return range(first, first + n)


def activities(env, n, *, done=True, among=None):
    """Make *n* activities on customers.

    :param done: done ones (archived, dated in the past), else open ones with
        deadlines from 15 days ago to 45 days ahead
    """
    types = env["mail.activity.type"].search(
        [("res_model", "in", [False, "res.partner"])], order="id"
    )
    user_ids = users(env).ids
    among = _partners(env, among)
    with _bulk(env):
        first = _first(env, "mail_activity")
        day = (
            SQL("made::date")
            if done
            else SQL("current_date + (floor(rc * 60) - 15)::int")
        )
        _insert(
            env,
            "mail_activity",
            {
                "id": SQL("%s + g", first),
                "res_model_id": SQL("%s", env["ir.model"]._get_id("res.partner")),
                "res_model": SQL("'res.partner'"),
                "res_id": SQL("p.id"),
                "res_name": SQL("p.name"),
                "activity_type_id": _pick(types.ids, "rd * rd", "int4"),
                "user_id": SQL(
                    "coalesce(p.user_id, %s)", _pick(user_ids, "ra", "int4")
                ),
                "user_tz": SQL("'Asia/Ho_Chi_Minh'"),
                "summary": SQL("'Chăm sóc'"),
                "date_deadline": day,
                "date_done": day if done else SQL("NULL::date"),
                "vn_done_at": SQL("made") if done else SQL("NULL::timestamp"),
                "vn_done_uid": SQL(
                    "coalesce(p.user_id, %s)", _pick(user_ids, "ra", "int4")
                )
                if done
                else SQL("NULL::int"),
                "active": SQL("%s", not done),
                "automated": SQL("false"),
                **_log_columns(env, "made"),
            },
            _heavy(n, among),
        )
        _set_sequence(env, "mail_activity")
    _analyze(env, "mail_activity")
    return range(first, first + n)


def comments(env, n, *, among=None):
    """Make *n* comments by employees in the customers' discussions."""
    employees = users(env)
    user_ids, author_ids = employees.ids, employees.partner_id.ids
    among = _partners(env, among)
    with _bulk(env):
        first = _first(env, "mail_message")
        _insert(
            env,
            "mail_message",
            {
                "id": SQL("%s + g", first),
                "model": SQL("'res.partner'"),
                "res_id": SQL("p.id"),
                "message_type": SQL("'comment'"),
                "subtype_id": SQL("%s", env.ref("mail.mt_note").id),
                "author_id": _pick(author_ids, "ra", "int4"),
                "email_from": SQL("'nv@congty.example.vn'"),
                "reply_to": SQL("'nv@congty.example.vn'"),
                "message_id": SQL("'<bench.' || g || '@congty.example.vn>'"),
                "body": SQL("'<p>' || %s || '</p>'", _pick(REMARK, "rc")),
                "is_internal": SQL("true"),
                "date": SQL("made"),
                **_log_columns(env, "made"),
                "create_uid": _pick(user_ids, "ra", "int4"),
            },
            _heavy(n, among),
        )
        _set_sequence(env, "mail_message")
    _analyze(env, "mail_message")
    return range(first, first + n)


# === What the functions above are made of ===


@contextlib.contextmanager
def _bulk(env):
    """Write many rows without foreign keys being looked up, where one may."""
    env.flush_all()
    env.cr.execute("SELECT setseed(0.42)")
    env.cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    superuser = env.cr.fetchone()[0]
    if superuser:
        env.cr.execute("SET LOCAL session_replication_role = replica")
    try:
        yield
    finally:
        if superuser:
            env.cr.execute("SET LOCAL session_replication_role = origin")
        env.invalidate_all()


def _ids(env, model, domain=()):
    return env[model].search(list(domain), order="id").ids if model in env else []


def _partners(env, among):
    """Return the range of the partners that get documents."""
    if among is not None:
        return among
    [(first, last)] = env.execute_query(
        SQL("SELECT min(id), max(id) FROM res_partner WHERE ref LIKE 'BENCH%%'")
    )
    if first is None:
        raise ValueError("Make customers first: generate.customers(env, n)")
    return range(first, last + 1)


def _first(env, table):
    """Return the first free id of *table*."""
    [(last,)] = env.execute_query(
        SQL("SELECT coalesce(max(id), 0) FROM %s", SQL.identifier(table))
    )
    return last + 1


def _set_sequence(env, table):
    env.cr.execute(
        SQL(
            "SELECT setval(%s, (SELECT max(id) FROM %s))",
            f"{table}_id_seq",
            SQL.identifier(table),
        )
    )


def _insert(env, table, columns, origin):
    """Insert *columns* (name to expression) FROM *origin*, as far as they exist."""
    known = {
        name
        for (name,) in env.execute_query(
            SQL(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
                "AND attnum > 0 AND NOT attisdropped",
                table,
            )
        )
    }
    columns = {name: value for name, value in columns.items() if name in known}
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(columns.values()),
            origin,
        )
    )


def _log_columns(env, when):
    when = SQL(when)
    return {
        "create_uid": SQL("%s", env.uid),
        "write_uid": SQL("%s", env.uid),
        "create_date": when,
        "write_date": when,
    }


def _random():
    """Return six columns of random numbers, ra to rf."""
    return SQL(", ").join(SQL("random() AS r%s", SQL(letter)) for letter in "abcdef")


def _pick(values, number, kind="text"):
    """Return the element of *values* at *number*, an expression from 0 to 1."""
    return SQL(
        "(%s::%s[])[1 + floor(%s * %s)::int]",
        list(values),
        SQL(kind),
        len(values),
        SQL(number),
    )


def _heavy(n, among):
    """Return *n* rows with a number ``g``, a partner ``p`` and a moment ``made``.

    Few partners come often: the cube makes that distribution, the prime spreads the
    busy ones over the ids. The moment lies between the partner's creation and an
    hour ago.
    """
    return SQL(
        """
        (SELECT *, %(first)s + (floor(%(size)s * power(0.06 + 0.94 * rf, 3))::int8
                                * 104729 %% %(size)s)::int AS partner_id
           FROM (SELECT g, %(random)s
                   FROM generate_series(0, %(n)s - 1) g) numbered) drawn
        JOIN res_partner p ON p.id = drawn.partner_id
        CROSS JOIN LATERAL (
            SELECT p.create_date + (now() - interval '1 hour' - p.create_date) * rb
                AS made) moment
        """,
        first=among.start,
        size=len(among),
        random=_random(),
        n=n,
    )


def _analyze(env, *tables):
    for table in tables:
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
