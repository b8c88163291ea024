"""Salespeople, products and customers for benchmarks."""

from odoo.tools import SQL

from devtools.bench import rows

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"]
MIDDLE = ["Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Thanh", "Quang", "Thu", "Xuân"]
GIVEN = ["An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hùng", "Lan", "Nam", "Tuấn"]
LEGAL = ["Công ty TNHH", "Công ty Cổ phần", "Doanh nghiệp tư nhân", "Cửa hàng"]
TRADE = ["Thương mại", "Xây dựng", "Nội thất", "Thực phẩm", "Vận tải", "Cơ khí"]
BRAND = ["Minh Phát", "Đại Việt", "An Khang", "Hưng Thịnh", "Phú Quý", "Sao Mai"]
STREET = ["Lê Lợi", "Trần Hưng Đạo", "Nguyễn Huệ", "Hai Bà Trưng", "Quang Trung"]
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
    """Make *n* customers more, three in ten of them organisations.

    :param contacts: how many contact persons to add to the organisations, at the
        most one each; they come after the customers, the returned range is of the
        customers only
    :param company: their company; none by default
    :param owners: the users among whom they are divided, one in ten stays nobody's
    """
    owner_ids = (owners if owners is not None else users(env)).ids or [None]
    catalog = {
        "source_id": rows.ids(env, "utm.source"),
        "vn_relationship_id": rows.ids(env, "crm.vn.relationship"),
        "vn_type_id": rows.ids(env, "crm.vn.customer.type"),
        "vn_channel_id": rows.ids(env, "crm.vn.channel"),
        "vn_size_id": rows.ids(env, "crm.vn.customer.size"),
        "industry_id": rows.ids(env, "res.partner.industry"),
        "state_id": rows.ids(
            env, "res.country.state", [("country_id.code", "=", "VN")]
        ),
    }
    person = SQL(
        "%s || ' ' || %s || ' ' || %s",
        rows.pick(FAMILY, "ra"),
        rows.pick(MIDDLE, "rb"),
        rows.pick(GIVEN, "rc"),
    )
    organisation = SQL(
        "%s || ' ' || %s || ' ' || %s || ' ' || g %% 977",
        rows.pick(LEGAL, "ra"),
        rows.pick(TRADE, "rb"),
        rows.pick(BRAND, "rc"),
    )
    with rows.bulk(env), rows.without_slow_indexes(env, "res_partner"):
        first = rows.first(env, "res_partner")
        [(known,)] = env.execute_query(
            SQL("SELECT count(*) FROM res_partner WHERE ref LIKE 'BENCH%%'")
        )
        rows.insert(
            env,
            "res_partner",
            {
                "id": SQL("%s + g - %s", first, known),
                "name": SQL("name"),
                "complete_name": SQL("name"),
                "commercial_partner_id": SQL("%s + g - %s", first, known),
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
                "street": SQL("1 + g %% 300 || ' ' || %s", rows.pick(STREET, "rb")),
                "country_id": SQL("%s::int", env.ref("base.vn").id),
                "ref": SQL("'BENCH' || lpad(g::text, 8, '0')"),
                "user_id": SQL(
                    "CASE WHEN rd < 0.9 THEN %s END", rows.pick(owner_ids, "re", "int4")
                ),
                "color": SQL("0"),
                "message_bounce": SQL("0"),
                "supplier_rank": SQL("0"),
                "customer_rank": SQL("1"),
                "vn_last_contact_date": SQL("made"),
                **{
                    column: rows.pick(ids, "rc * rc", "int4")
                    for column, ids in catalog.items()
                    if ids
                },
                **rows.log_columns(env, "made"),
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
                                   FROM generate_series(%(known)s,
                                                        %(known)s + %(n)s - 1) g
                                ) numbered
                        ) drawn
                ) rows
                """,
                organisation=organisation,
                person=person,
                days=DAYS,
                random=rows.random(),
                known=known,
                n=n,
            ),
        )
        rows.set_sequence(env, "res_partner")
        if contacts:
            _contacts(env, range(first, first + n), contacts)
        rows.set_sequence(env, "res_partner")
    rows.analyze(env, "res_partner")
    return range(first, first + n)


def _contacts(env, among, n):
    first = rows.first(env, "res_partner")
    rows.insert(
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
            **rows.log_columns(env, "p.create_date"),
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
