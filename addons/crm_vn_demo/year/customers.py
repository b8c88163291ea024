"""The customers: how long they are known, their wards, the people who work there."""

from datetime import date

from odoo import Command

FUNCTIONS = (
    *("Giám đốc", "Trưởng phòng mua hàng", "Kế toán trưởng", "Trưởng phòng hành chính"),
    *("Quản lý dự án", "Chủ cửa hàng", "Trợ lý giám đốc"),
)
NAMES = (
    *("Nguyễn Thị Bích", "Trần Quốc Việt", "Lê Hoàng Nam", "Phạm Thu Trang"),
    *("Vũ Đình Khoa", "Đỗ Mai Chi", "Bùi Anh Tuấn", "Đặng Thùy Linh", "Ngô Gia Huy"),
    *(
        "Hồ Ngọc Diệp",
        "Dương Văn Phúc",
        "Lý Kim Oanh",
        "Trịnh Xuân Bách",
        "Cao Mỹ Hạnh",
    ),
)


def load(stage):
    """Date the customers, and fill in what the other addons ask about them."""
    customers = stage.customers
    stage.made_at(customers, [stage.moment(stage.lives[one].age) for one in customers])
    # Odoo's own list of customers is of those who were invoiced, or made in it
    customers.customer_rank = 1
    date_others(stage)
    settle(stage)
    employ(stage)
    refer(stage)
    celebrate(stage)


def date_others(stage):
    """Let the customers of the addons' own examples be known for a while, too.

    They read Vietnamese as the others do: pages that they open follow it.
    """
    data = stage.env["ir.model.data"].search(
        [("module", "=like", "crm_vn_%"), ("model", "=", "res.partner")], order="id"
    )
    others = stage.env["res.partner"].browse(data.mapped("res_id")).exists()
    others -= stage.customers
    # not the people of the company themselves
    others = others.filtered("partner_share")
    source = stage.env.ref("crm_vn_customer.utm_source_website")
    others.filtered(lambda one: not one.source_id).source_id = source
    others.lang = "vi_VN"
    stage.made_at(
        others, [stage.moment(60 + 17 * number) for number in range(len(others))]
    )
    # customers since then
    stage.put_back(
        others, {one.id: (None,) for one in others}, vn_customer_since="timestamp"
    )


def settle(stage):
    """Link each customer to its ward of today."""
    names = set(stage.customers.mapped("city"))
    wards = stage.env["res.city"].search(
        [("name", "in", list(names)), ("vn_code", "!=", False)]
    )
    by_place = {(ward.name, ward.state_id): ward for ward in wards}
    groups = stage.customers.grouped(lambda one: (one.city, one.state_id))
    for place, customers in groups.items():
        if place in by_place:
            customers.write({"city_id": by_place[place].id})


def employ(stage):
    """Give companies people to talk to."""
    companies = stage.customers.filtered("is_company")
    values = []
    for number, company in enumerate(companies):
        if number % 5 == 4:
            continue
        values.append(
            {
                "parent_id": company.id,
                "type": "contact",
                "name": NAMES[number % len(NAMES)],
                "function": FUNCTIONS[number % len(FUNCTIONS)],
                "phone": f"+84 914 000 {number:03}",
                "lang": "vi_VN",
                "user_id": company.user_id.id,
            }
        )
    contacts = stage.env["res.partner"].create(values)
    stage.made_at(contacts, [one.parent_id.create_date for one in contacts])


def refer(stage):
    """Say who sent some of the customers, and who does that for a living."""
    rng = stage.rng
    fans = stage.customers.filtered(
        lambda one: stage.relationships[one] in ("vip", "loyal")
    )
    referral = stage.env.ref("crm_vn_customer.utm_source_referral")
    sent = stage.customers.filtered(lambda one: one.source_id == referral) - fans
    groups = stage.env["crm.vn.collaborator.group"].search([], limit=2)
    architects = stage.customers.filtered(
        lambda one: not one.is_company and stage.relationships[one] == "customer"
    )[:4]
    for number, one in enumerate(architects):
        one.write(
            {
                "vn_is_collaborator": True,
                "vn_collaborator_group_id": groups[number % len(groups)].id,
            }
        )
    for number, one in enumerate(sent - architects):
        if number % 3 == 0:
            one.vn_collaborator_id = architects[number % len(architects)]
        elif number % 3 == 1:
            one.vn_referrer_partner_id = rng.choice(fans.ids)
        else:
            one.vn_referrer_user_id = rng.choice(list(stage.users.values()))
    tags = stage.env["res.partner.category"].create(
        [{"name": name} for name in ("Thân thiết", "Thanh toán nhanh", "Hay đổi mẫu")]
    )
    for number, one in enumerate(fans):
        one.category_id = [Command.link(tags[number % len(tags)].id)]


def celebrate(stage):
    """Tell of some when they were born or founded, spread over the calendar."""
    born = stage.customers.filtered(
        lambda one: not one.is_company and not one.vn_birth_day
    )
    stage.put_back(
        born,
        {
            one.id: (1 + 7 * number % 28, 1 + 5 * number % 12, 1960 + 3 * number % 40)
            for number, one in enumerate(born)
            if number % 3
        },
        vn_birth_day="integer",
        vn_birth_month="integer",
        vn_birth_year="integer",
    )
    founded = stage.customers.filtered(
        lambda one: one.is_company and not one.vn_founding_date
    )
    stage.put_back(
        founded,
        {
            one.id: (
                date(1995 + number % 25, 1 + 5 * number % 12, 1 + 7 * number % 28),
            )
            for number, one in enumerate(founded)
            if number % 4 == 0
        },
        vn_founding_date="date",
    )
    stage.env["crm.vn.occasion"]._vn_refresh()
    # the first ones were found before the words of Vietnamese were there
    running = stage.env["crm.vn.care.enrollment"].search(
        [("res_model", "=", "crm.vn.occasion")]
    )
    occasions = stage.env["crm.vn.occasion"].browse(running.mapped("res_id")).exists()
    names = {one.id: one._vn_care_name() for one in occasions}
    stage.put_back(
        running,
        {one.id: (names[one.res_id],) for one in running if one.res_id in names},
        source_name="varchar",
    )
