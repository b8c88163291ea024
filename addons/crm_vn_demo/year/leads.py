"""Opportunities: won ones behind the orders, lost ones, and what is in the pipeline."""

from datetime import timedelta

LOST = ("Giá cao", "Chọn nhà cung cấp khác", "Hoãn đầu tư", "Không liên lạc được")
NEEDS = (
    *("Nội thất văn phòng {n} chỗ ngồi", "Bàn ghế phòng họp mới", "Nội thất showroom"),
    *(
        "Trọn bộ nội thất căn hộ",
        "Bàn ghế nhà hàng {n} chỗ",
        "Thay ghế xoay toàn công ty",
    ),
    *("Nội thất khách sạn {n} phòng", "Tủ hồ sơ và vách ngăn", "Quầy lễ tân tầng trệt"),
)
#: which stage an opportunity of a customer of this relationship is in
STAGES = {
    "interested": "crm.stage_lead1",
    "potential": "crm.stage_lead2",
    "negotiating": "crm.stage_lead3",
}


def load(stage):
    """Make the opportunities, and date what became of them."""
    stage.won_leads = {}
    plans = [*won(stage), *lost(stage), *pending(stage)]
    env = stage.env
    reasons = env["crm.lost.reason"].create([{"name": name} for name in LOST])
    needs = env["crm.vn.need"].search([])
    situations = env["crm.vn.situation"].search([])
    won_stage = env["crm.stage"].search([("is_won", "=", True)], limit=1)
    values = []
    for plan in plans:
        partner = plan["partner"]
        user = partner.user_id or stage.users["huong"]
        values.append(
            {
                "name": stage.rng.choice(NEEDS).format(n=stage.rng.randint(2, 12) * 5),
                "type": "opportunity",
                "partner_id": partner.id,
                "user_id": user.id,
                "team_id": stage.teams.get(user, env["crm.team"]).id,
                "company_id": stage.company.id,
                "expected_revenue": plan["revenue"],
                "priority": stage.rng.choice("00112"),
                "vn_need_id": stage.rng.choice(needs.ids),
                "vn_situation_id": stage.rng.choice(situations.ids),
                "source_id": partner.source_id.id,
                "stage_id": won_stage.id
                if plan["end"] == "won"
                else env.ref(plan["stage"]).id,
                "date_deadline": stage.day(plan["due"])
                if plan["end"] == "open"
                else False,
            }
        )
    leads = env["crm.lead"].create(values)
    gone = leads.browse()
    for lead, plan in zip(leads, plans, strict=True):
        if plan["end"] == "lost":
            lead.lost_reason_id = stage.rng.choice(reasons.ids)
            gone += lead
        elif plan["end"] == "won":
            stage.won_leads[plan["order"]] = lead
    gone.write({"active": False, "probability": 0, "automated_probability": 0})
    date_them(stage, leads, plans)


def won(stage):
    """Yield what was won: half of the orders of companies were opportunities first."""
    for partner, life in stage.lives.items():
        for days, seed in life.orders:
            if partner.is_company and seed % 2:
                yield {
                    "partner": partner,
                    "order": (partner, days, seed),
                    "revenue": (5 + seed % 40) * life.size * 1_000_000,
                    "end": "won",
                    "born": days + 6 + seed % 25,
                    "closed": days,
                }


def lost(stage):
    """Yield what was lost."""
    rng = stage.rng
    buyers = [
        partner
        for partner in stage.customers
        if stage.relationships[partner] in ("customer", "dormant", "contacted")
    ]
    for _number in range(46):
        closed = rng.randint(3, 340)
        yield {
            "partner": rng.choice(buyers),
            "revenue": rng.randint(10, 180) * 1_000_000,
            "end": "lost",
            "stage": rng.choice(list(STAGES.values())),
            "born": closed + rng.randint(8, 40),
            "closed": closed,
        }


def pending(stage):
    """Yield the pipeline: with who is on the way, and with some who bought before."""
    rng = stage.rng
    for partner, life in stage.lives.items():
        relationship = stage.relationships[partner]
        again = relationship in ("vip", "loyal") and rng.random() < 0.4
        if relationship not in STAGES and not again:
            continue
        yield {
            "partner": partner,
            "revenue": rng.randint(8, 45) * life.size * 1_000_000,
            "end": "open",
            "stage": STAGES.get(relationship, "crm.stage_lead2"),
            "born": rng.randint(2, max(3, min(life.age, 60))),
            "due": -rng.randint(-6, 40),
        }


def date_them(stage, leads, plans):
    """Put back when each was made, assigned, handled and closed.

    One in nine of the pipeline has waited for its first handling since.
    """
    born = [stage.moment(plan["born"]) for plan in plans]
    stage.made_at(leads, born)
    closed = {}
    handled = {}
    for number, (lead, plan) in enumerate(zip(leads, plans, strict=True)):
        begun = born[number]
        if plan["end"] != "open":
            moment = stage.moment(plan["closed"])
            closed[lead.id] = (moment, moment, begun, (moment - begun).days)
        waits = plan["end"] == "open" and number % 9 == 0
        due = stage.company._vn_add_working_hours(begun, 4)
        done = None if waits else min(begun + timedelta(hours=2), stage.env.cr.now())
        handled[lead.id] = (begun, begun, due, None, done, None)
    stage.put_back(
        leads,
        closed,
        date_closed="timestamp",
        date_last_stage_update="timestamp",
        date_conversion="timestamp",
        day_close="float8",
    )
    stage.put_back(
        leads,
        handled,
        date_open="timestamp",
        vn_dispatch_date="timestamp",
        vn_handling_deadline="timestamp",
        vn_escalation_date="timestamp",
        vn_handled_date="timestamp",
        vn_notice_date="timestamp",
    )
