"""Contracts in every status, some of them renewed."""

from datetime import timedelta

from odoo import Command

#: status, first day and days of the term (ahead: below zero), how many
TERMS = [
    ("draft", -10, 365, 3),
    ("waiting", -5, 365, 4),
    ("active", 330, 365, 3),
    ("active", 350, 365, 3),
    ("active", 300, 365, 3),
    ("active", 150, 365, 5),
    ("active", 60, 730, 4),
    ("active", 20, 365, 3),
    ("suspended", 200, 365, 2),
    ("expired", 400, 365, 4),
    ("expired", 480, 365, 3),
    ("closed", 420, 365, 4),
    ("cancelled", 120, 365, 2),
]
TITLES = (
    *("Cung cấp nội thất văn phòng", "Bảo trì nội thất hằng năm"),
    *("Thi công nội thất showroom", "Hợp đồng nguyên tắc mua hàng"),
    *("Cung cấp bàn ghế theo đợt", "Đại lý phân phối khu vực"),
)
LINES = ("desk", "chair", "cabinet", "reception", "divider", "table", "shelf")


def load(stage):
    """Make the contracts of companies that buy, oldest first."""
    buyers = [
        partner
        for wanted in ("vip", "loyal", "customer")
        for partner in stage.customers
        if partner.is_company and stage.relationships[partner] == wanted
    ]
    plans = [term[:3] for term in TERMS for _number in range(term[3])]
    plans = list(zip(plans, buyers, strict=False))
    plans.sort(key=lambda plan: -plan[0][1])
    contracts = stage.env["crm.vn.contract"]
    born = []
    for number, ((status, begun, term), partner) in enumerate(plans):
        first = stage.today - timedelta(days=begun - number % 7)
        contracts += contracts.create(
            {
                **prepare(stage, partner, number),
                "status_id": find_status(stage, status).id,
                "start_date": first,
                "end_date": first + timedelta(days=term - 1),
                "signed_date": False
                if status in ("draft", "waiting", "cancelled")
                else first - timedelta(days=4),
            }
        )
        born.append(stage.moment(max(1, begun + 15)))
    stage.made_at(contracts, born)
    renew(stage, contracts)
    stage.contracts = contracts


def find_status(stage, meaning):
    return stage.env.ref(f"crm_vn_contract.crm_vn_contract_status_{meaning}")


def prepare(stage, partner, number):
    """Return the values of one contract, without its term."""
    lines = stage.rng.sample(LINES, 2)
    return {
        "title": TITLES[number % len(TITLES)],
        "partner_id": partner.id,
        "user_id": (partner.user_id or stage.users["huong"]).id,
        "company_id": stage.company.id,
        "contract_type_id": stage.env.ref(
            "crm_vn_contract.crm_vn_contract_type_new"
        ).id,
        "reminder_user_ids": [Command.set(stage.users["huong"].ids)],
        "line_ids": [
            Command.create(
                {
                    "product_id": stage.products[key].id,
                    "name": stage.products[key].name,
                    "quantity": stage.rng.randint(4, 40),
                    "price_unit": stage.products[key].list_price,
                }
            )
            for key in lines
        ],
    }


def renew(stage, contracts):
    """Let half of those that ended go on in a contract of this year."""
    ended = contracts.filtered(lambda one: one.meaning in ("expired", "closed"))
    renewals = contracts.browse()
    for contract in ended[::2]:
        renewal = contract.action_renew()
        renewal.write(
            {
                "signed_date": renewal.start_date - timedelta(days=6),
                "status_id": find_status(stage, "active").id,
            }
        )
        renewals += renewal
    stage.made_at(
        renewals,
        [stage.moment((stage.today - one.signed_date).days + 4) for one in renewals],
    )
