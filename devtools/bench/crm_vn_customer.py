"""Customers' list, search, import and installation against stock Odoo.

``BENCH_SIZE`` is the number of partners (50,000; search on four times as many).
"""

import csv
import io
import os

from lxml import etree

from odoo.tools import SQL

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE") or 50_000)
ROWS = min(2_000, SIZE)
STOCK = ("base_import", "contacts", "crm")
COLUMNS = ("complete_name", "phone", "email", "user_id", "city", "vat")
OUR_COLUMNS = (*COLUMNS, "vn_relationship_id", "vn_group_ids", "ref")
#: what the widget of a list's activities asks for besides
ACTIVITY = (
    "activity_exception_decoration",
    "activity_exception_icon",
    "activity_state",
    "activity_summary",
    "activity_type_icon",
    "activity_type_id",
)
FIELDS = ["name", "phone", "email", "street", "city", "state_id", "user_id", "website"]


def run(bench):
    with bench.database("stock", addons=[], dependencies=STOCK) as env:
        generate.customers(env, SIZE)
        stock_list = _list(bench, env, "contacts.action_contacts")
        stock_columns = _list(bench, env, "contacts.action_contacts", COLUMNS)
        stock_rows = _import(bench, env)
        generate.customers(env, 3 * SIZE)
        stock_search = _search(bench, env, "Nguyễn Văn Hùng")
    with bench.database("customer", addons=["crm_vn_customer"]) as env:
        generate.customers(env, SIZE)
        action = "crm_vn_customer.res_partner_action"
        ours = _list(bench, env, action)
        columns = _list(bench, env, action, OUR_COLUMNS)
        bench.at_most("customers' list / contacts' list", ours[0] / stock_list[0], 1.2)
        bench.at_most("queries of it beyond stock's", ours[1] - stock_list[1], 2)
        bench.info("nine columns of it / six of stock's", columns[0] / stock_columns[0])
        bench.info("queries of those beyond stock's", columns[1] - stock_columns[1])
        rows = _import(bench, env)
        bench.info("import, stock (rows/s)", stock_rows)
        bench.info("import, ours (rows/s)", rows)
        bench.at_least("import, ours / stock", rows / stock_rows, 2)
        _adoption(bench, env)
        generate.customers(env, 3 * SIZE)
        search = _search(bench, env, "nguyen van hung")
        bench.info("search, stock with accents (ms)", stock_search * 1000)
        bench.at_most("search without accents / stock with", search / stock_search, 0.2)


def _list(bench, env, xml_id, columns=None):
    """Return seconds and queries of the first page of a list, its number included.

    :param columns: names of fields; by default all that the view has, which is what
        the browser asks for, optional columns too
    """
    action = env["ir.actions.act_window"]._for_xml_id(xml_id)
    domain = [("vn_relationship_id", "!=", False)] if "vn_" in xml_id else []
    Partner = env["res.partner"].with_user(env.ref("base.user_admin"))
    views = [view for view in action["views"] if view[1] == "list"]
    arch = etree.fromstring(Partner.get_views(views)["views"]["list"]["arch"])
    names = columns or [node.get("name") for node in arch.iterfind("./field")]
    if "activity_ids" in names:
        names += ACTIVITY
    specification = {
        name: {"fields": {"display_name": {}}}
        if Partner._fields[name].relational
        else {}
        for name in names
    }

    def page():
        env.invalidate_all()
        Partner.web_search_read(domain, specification, limit=80, count_limit=10_001)

    return bench.seconds(page, env=env, repeat=15), bench.queries(env, page)


def _search(bench, env, words):
    """Return the seconds of what the search bar asks for *words*."""
    Partner = env["res.partner"].with_user(env.ref("base.user_admin"))
    env.cr.execute("ANALYZE res_partner")

    def search():
        env.invalidate_all()
        Partner.web_search_read(
            [("complete_name", "ilike", words)],
            {"complete_name": {}},
            limit=80,
            order="id",
            count_limit=10_001,
        )

    return bench.seconds(search, env=env)


def _import(bench, env):
    """Return the rows a second of an import as the dialog asks for it."""
    users = generate.users(env).mapped("login")
    names = env["res.users"].search([("login", "in", users)], order="id").mapped("name")
    provinces = env["res.country.state"].search([("country_id.code", "=", "VN")])
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(FIELDS)
    for number in range(ROWS):
        writer.writerow(
            [
                f"Khách nhập {number}",
                f"+84 9{number:08}",
                f"nhap{number}@example.com",
                f"{number} Lê Lợi",
                "Phường Ba Đình",
                provinces[number % len(provinces)].display_name,
                names[number % len(names)],
                f"http://example.com/{number}",
            ]
        )
    admin = env.ref("base.user_admin")
    dialog = (
        env["base_import.import"]
        .with_user(admin)
        .with_context(tracking_disable=True, vn_customer=True)
    )

    def load():
        env.invalidate_all()
        wizard = dialog.create(
            {
                "res_model": "res.partner",
                "file": content.getvalue().encode(),
                "file_name": "list.csv",
                "file_type": "text/csv",
            }
        )
        options = {"has_headers": True, "quoting": '"', "separator": ",", "limit": 2000}
        result = wizard.execute_import(FIELDS, FIELDS, options)
        if len(result["ids"] or ()) != ROWS:
            raise AssertionError(result["messages"][:3])
        env.flush_all()

    return ROWS / bench.seconds(load, env=env, repeat=1)


def _adoption(bench, env):
    """Compare making customers of old partners to one bare UPDATE of them."""
    generate.leads(env, SIZE // 2)
    env.cr.execute("UPDATE res_partner SET vn_relationship_id = NULL, ref = NULL")
    relationship = env["crm.vn.relationship"]._get_default().id
    bare = SQL(
        """
        UPDATE res_partner p SET vn_relationship_id = %s, ref = 'KH' || p.id
         WHERE EXISTS (SELECT FROM crm_lead l WHERE l.partner_id = p.id)
        """,
        relationship,
    )
    single = bench.seconds(lambda: env.cr.execute(bare), env=env)
    ours = bench.seconds(
        lambda: env["res.partner"]._vn_adopt_customers(again=True), env=env
    )
    bench.info("customers' first day, bare UPDATE (s)", single)
    bench.at_most("customers of a living database / UPDATE", ours / single, 3)
