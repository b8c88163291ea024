"""The company: its currency, its working hours, its holidays."""

from datetime import date

from odoo import Command
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools.day import VIETNAM

#: on some Saturdays, as many companies do
MORNING, AFTERNOON = (8, 12, "morning"), (13, 17, "afternoon")
NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy")
OWN_NAME = "Nội thất Minh Phát"
#: of products, which Odoo names in English and does not translate
CATEGORIES = {
    "goods": "Hàng hóa",
    "expenses": "Chi phí",
    "services": "Dịch vụ khác",
    "furniture": "Nội thất",
    "office": "Văn phòng",
    "outdoor_furniture": "Ngoài trời",
    "construction": "Xây dựng",
}
#: models whose examples tell in their discussion that they were made
SAID = ("res.partner", "crm.vn.contract", "sale.order")
#: Odoo's addons whose demo data have customers, leads, products or orders
ODOO = ("base", "product", "stock", "crm", "sale", "sale_crm", "sale_management")
ODOO += ("sale_stock", "sale_project", "stock_account", "mass_mailing")


def load(stage):
    """Settle the company in Vietnam, with its own money, hours and days off."""
    company = stage.company
    dong = stage.env.ref("base.VND")
    accounts = stage.env["account.move.line"].search_count(
        [("company_id", "=", company.id)], limit=1
    )
    if company.currency_id != dong and accounts:
        company = found_company(stage)
    elif company.currency_id != dong:
        company.currency_id = dong
    stage.work_in(company)
    company = stage.company
    company.partner_id.tz = VIETNAM
    company.resource_calendar_id = working_hours(stage)
    take_holidays(stage)
    name_things(stage)
    # nobody pays parts of a đồng
    stage.env.ref("product.decimal_price").digits = 0
    # the company has been at work for a year: nothing is left to set up
    company.vn_first_steps_hidden = True
    tidy_up(stage)


def found_company(stage):
    """Make a company of its own beside one that keeps accounts in other money.

    The people of the demo move into it, and so do its teams and products.
    """
    env = stage.env
    company = env["res.company"].create(
        {
            "name": OWN_NAME,
            "currency_id": env.ref("base.VND").id,
            "country_id": env.ref("base.vn").id,
            "state_id": env.ref("base.state_vn_VN-HN").id,
            "street": "25 Lý Thường Kiệt",
            "city": "Phường Cửa Nam",
            "email": "lienhe@example.com",
            "vn_deputy_user_id": False,
        }
    )
    people = env["res.users"].union(*stage.users.values())
    (people + env.ref("base.user_admin")).write(
        {"company_ids": [Command.link(company.id)], "company_id": company.id}
    )
    company.vn_deputy_user_id = stage.user("huong")
    env["stock.warehouse"].create(
        {"name": OWN_NAME, "code": "MP", "company_id": company.id}
    )
    ours = env["ir.model.data"].search([("module", "=", "crm_vn_demo")])
    for model in ("crm.team", "product.product"):
        mine = ours.filtered(lambda row, model=model: row.model == model)
        env[model].browse(mine.mapped("res_id")).company_id = company
    return company


def working_hours(stage):
    """Return working hours from Monday to Saturday noon, every other Saturday off."""
    lines = []
    for week in ("0", "1"):
        lines.append(
            {
                "name": "Tuần lẻ" if week == "1" else "Tuần chẵn",
                "dayofweek": "0",
                "day_period": "morning",
                "hour_from": 0,
                "hour_to": 0,
                "week_type": week,
                "sequence": 0 if week == "0" else 25,
                "display_type": "line_section",
            }
        )
        for day, name in enumerate(NAMES):
            for hour_from, hour_to, period in (MORNING, AFTERNOON):
                if day == 5 and (week == "0" or period == "afternoon"):
                    continue
                lines.append(
                    {
                        "name": f"{name} {'sáng' if hour_from == 8 else 'chiều'}",
                        "dayofweek": str(day),
                        "day_period": period,
                        "hour_from": hour_from,
                        "hour_to": hour_to,
                        "week_type": week,
                        "sequence": day + (1 if week == "0" else 26),
                    }
                )
    return stage.env["resource.calendar"].create(
        {
            "name": "Thứ Hai – thứ Bảy, nghỉ thứ Bảy cách tuần",
            "company_id": stage.company.id,
            "tz": VIETNAM,
            "two_weeks_calendar": True,
            "attendance_ids": [Command.clear(), *map(Command.create, lines)],
        }
    )


def take_holidays(stage):
    """Confirm the public holidays of last year, this year and next."""
    proposals = stage.env["crm.vn.holiday.proposal"].with_user(stage.user("huong"))
    year = date.today().year
    for number in (year - 1, year, year + 1):
        proposal = proposals.create({"year": number})
        proposal.action_confirm()
        proposal.unlink()


def name_things(stage):
    """Name in Vietnamese what Odoo named in English and does not translate."""
    env = stage.env
    env["utm.source"]._vn_name_in_vietnamese()
    lists = env["product.pricelist"].search([("name", "=", "Default")])
    lists.name = "Bảng giá chung"
    for model in SAID:
        say_in_vietnamese(stage, env[model].search([], limit=1))
    for name, vietnamese in CATEGORIES.items():
        category = env.ref(f"product.product_category_{name}", False)
        if category:
            category.name = vietnamese


def say_in_vietnamese(stage, record):
    """Translate what discussions say about the beginning of such records.

    The addons' own examples were made in English, before there were translations.
    """
    if not record:
        return
    english, vietnamese = (
        record.with_context(lang=lang)._creation_message()
        for lang in ("en_US", "vi_VN")
    )
    stage.env["mail.message"].flush_model()
    stage.env.execute_query(
        SQL(
            """
            UPDATE mail_message SET body = replace(body, %(english)s, %(vietnamese)s)
             WHERE model = %(model)s AND message_type = 'notification'
               AND body LIKE %(pattern)s RETURNING id
            """,
            english=english,
            vietnamese=vietnamese,
            model=record._name,
            pattern=f"%{english}%",
        )
    )
    stage.env["mail.message"].invalidate_model(["body"])


def tidy_up(stage):
    """Take what Odoo's own demo sells and whom it sells to out of the way.

    Only records that Odoo's demo data brought: those of a person who tries the
    addons on a database of his own have no such origin.
    """
    data = stage.env["ir.model.data"].search(
        [
            ("module", "in", ODOO),
            ("model", "in", list(TIDY)),
        ]
    )
    for model, rows in data.grouped("model").items():
        TIDY[model](stage, stage.env[model].browse(rows.mapped("res_id")).exists())


def dismiss_customers(_stage, partners):
    partners.vn_relationship_id = False


def archive(_stage, records):
    records.active = False


def archive_products(_stage, templates):
    """Archive what is sold; settings and programs use the others."""
    templates.filtered(lambda template: template.sale_ok).active = False


def cancel_orders(stage, orders):
    """Cancel orders, and let them be older than the year."""
    orders.filtered(lambda order: order.state != "cancel")._action_cancel()
    moment = stage.moment(500)
    stage.put_back(
        orders,
        {order.id: (moment, moment) for order in orders},
        date_order="timestamp",
        create_date="timestamp",
    )


#: model: what becomes of the records of Odoo's own demo data
TIDY = {
    "res.partner": dismiss_customers,
    "crm.lead": archive,
    "product.template": archive_products,
    "sale.order": cancel_orders,
}
