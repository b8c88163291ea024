"""Orders and quotations of the year, and the slips of the latest ones."""

from odoo import Command

from ..tools import lives

SALE = "crm_vn_sale.product_product_demo_"
OWN = "crm_vn_demo.product_product_"
#: product: (XML id, whether it is bought by the dozen)
GOODS = {
    "desk": (SALE, True),
    "chair": (SALE, True),
    "cabinet": (SALE, True),
    "table": (SALE, False),
    "sofa": (SALE, False),
    "corner": (OWN, False),
    "bed": (OWN, False),
    "wardrobe": (OWN, False),
    "shelf": (OWN, True),
    "dining": (OWN, False),
    "stool": (OWN, True),
    "reception": (OWN, False),
    "divider": (OWN, True),
    "coffee": (OWN, False),
    "tv": (OWN, False),
    "install": (OWN, False),
}
#: orders younger than this many days have a delivery, older ones were delivered before
#: the company kept its stock here
WITH_DELIVERY = 12
HOUSEHOLD = ("sofa", "corner", "bed", "wardrobe", "dining", "coffee", "tv", "shelf")


def load(stage):
    """Make quotations and confirmed orders, each on its day."""
    plans = []
    for partner, life in stage.lives.items():
        for days, seed in life.orders:
            plans.append((days, seed, partner, "sale"))
        for number, (days, is_open) in enumerate(life.quotes):
            state = ("sent" if days % 2 else "draft") if is_open else "cancel"
            plans.append((days, partner.id * 10 + number, partner, state))
    # numbers follow the days
    plans.sort(key=lambda plan: (-plan[0], plan[1]))
    stage.products = {key: find_product(stage, key) for key in GOODS}
    old = [plan for plan in plans if plan[0] >= WITH_DELIVERY]
    make(stage, old, skip_procurement=True)
    deliver(make(stage, [plan for plan in plans if plan[0] < WITH_DELIVERY]))
    date_others(stage)


def date_others(stage):
    """Let the orders of the addon of sales be made on their day, too."""
    data = stage.env["ir.model.data"].search(
        [("module", "=", "crm_vn_sale"), ("model", "=", "sale.order")]
    )
    others = stage.env["sale.order"].browse(data.mapped("res_id")).exists()
    stage.made_at(others, others.mapped("date_order"))


def find_product(stage, key):
    """Return a product of the company's own.

    Those that come with the sales addon have a price in the main company's currency:
    beside it, the demo company sells copies.
    """
    origin, _many = GOODS[key]
    product = stage.env.ref(f"{origin}{key}")
    if origin == SALE and stage.company != stage.env.ref("base.main_company"):
        code, name = product.default_code, product.name
        product.product_tmpl_id.active = False
        product = product.copy(
            {"name": name, "default_code": code, "company_id": stage.company.id}
        )
        product.product_tmpl_id.action_unarchive()
    return product


def make(stage, plans, **context):
    """Make one order for each plan.

    :return: the orders
    """
    orders = stage.env["sale.order"].with_context(
        sale_no_log_for_new_lines=True, **context
    )
    moments = [stage.moment(plan[0]) for plan in plans]
    orders = orders.create(
        [
            prepare(stage, plan, moment)
            for plan, moment in zip(plans, moments, strict=True)
        ]
    )
    stage.made_at(orders, moments)
    return orders.with_env(stage.env)


def prepare(stage, plan, moment):
    """Return the values of one order."""
    _days, seed, partner, state = plan
    user = partner.user_id or stage.users["huong"]
    names = GOODS if partner.is_company else HOUSEHOLD
    choice = [(key, GOODS[key][1]) for key in names]
    lead = stage.won_leads.get((partner, plan[0], seed))
    return {
        "partner_id": partner.id,
        "user_id": user.id,
        "team_id": stage.teams.get(user, stage.env["crm.team"]).id,
        "company_id": stage.company.id,
        "date_order": moment,
        "state": state,
        "source_id": partner.source_id.id,
        "opportunity_id": lead.id if lead else False,
        "order_line": [
            Command.create(
                {"product_id": stage.products[key].id, "product_uom_qty": quantity}
            )
            for key, quantity in lives.basket(seed, stage.lives[partner].size, choice)
        ],
    }


def deliver(orders):
    """Send out every other delivery; the rest waits in the warehouse."""
    slips = orders.picking_ids.filtered(lambda slip: slip.state == "assigned")
    for slip in slips[::2]:
        slip.move_ids.picked = True
        slip.with_context(skip_backorder=True, skip_sms=True)._action_done()
