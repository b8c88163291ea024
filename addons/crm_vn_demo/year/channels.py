"""Campaigns, offers, consent and what customers answered, spread over the months."""

from datetime import timedelta

TEXTS = {
    5: ("Thợ lắp rất cẩn thận.", "Bàn đẹp, đúng mẫu.", "Giao đúng hẹn, cảm ơn."),
    4: ("Ổn, giao hơi muộn.", "Ghế ngồi êm, màu hơi nhạt."),
    3: ("Tạm được.", "Thùng hàng bị móp."),
    2: ("Gọi bảo hành hai lần mới có người nghe.",),
    1: ("Giao thiếu hai ghế, chưa thấy bổ sung.",),
}
#: stars as they come in
STARS = (5, 5, 4, 5, 5, 4, 3, 5, 4, 5, 2, 5, 4, 5, 3, 5, 5, 4, 1, 5)
REFUSALS = ("Chưa có nhu cầu", "Giá cao hơn ngân sách", "Vừa mua nơi khác")


def load(stage):
    """Fill two more campaigns, an offer, and a year of feedback."""
    campaign(stage)
    work_off(stage)
    ask(stage)
    agree(stage)


def campaign(stage):
    """Make a campaign that is over and one that is on, each shared out."""
    env = stage.env
    states = env["crm.vn.campaign.state"].search([])
    by_meaning = {state.meaning: state for state in states}
    buyers = stage.customers.filtered(
        lambda one: (
            one.user_id
            and stage.relationships[one] in ("customer", "loyal", "potential")
        )
    )
    told = (
        ("Khai trương showroom Thủ Dầu Một", 160, 30_000_000, 27_500_000),
        ("Đổi ghế cũ lấy ghế mới", 25, 15_000_000, 6_200_000),
    )
    for number, (title, days, budget, cost) in enumerate(told):
        made = env["utm.campaign"].create(
            {
                "title": title,
                "user_id": stage.users["huong"].id,
                "vn_is_customer_campaign": True,
                "vn_purpose": "care",
                "vn_date_from": stage.day(days),
                "vn_date_to": stage.day(days - 40),
                "vn_budget": budget,
                "vn_cost": cost,
                "vn_script": "<p>Dạ em gọi từ nội thất Minh Phát, mời anh/chị xem mẫu "
                "mới và nhận ưu đãi riêng cho khách quen ạ.</p>",
            }
        )
        chosen = buyers[number * 40 : number * 40 + 40]
        made._vn_add_members(chosen)
        over = number == 0
        cycle = ("won", "interested", "refused", "contacted", "interested", "refused")
        if not over:
            cycle = ("waiting", "interested", "waiting", "refused", "contacted", "won")
        for place, member in enumerate(made.vn_member_ids):
            state = by_meaning.get(cycle[place % len(cycle)], states[:1])
            member.write(
                {
                    "user_id": member.partner_id.user_id.id,
                    "state_id": state.id,
                    "note": REFUSALS[place % 3]
                    if state.meaning == "refused"
                    else False,
                }
            )
        members = made.vn_member_ids
        stage.made_at(members, [stage.moment(days) for _member in members])
        stage.put_back(
            members,
            {
                member.id: (stage.moment(max(1, days - place % 18)),)
                for place, member in enumerate(members)
                if member.contacted_date
            },
            contacted_date="timestamp",
        )
        stage.made_at(made, [stage.moment(days + 3)])


def work_off(stage):
    """Let the campaign that came with the addon have been at work for some days."""
    members = stage.env.ref("crm_vn_campaign.utm_campaign_tet").vn_member_ids
    stage.put_back(
        members,
        {
            member.id: (stage.moment(1 + place % 11),)
            for place, member in enumerate(members)
            if member.contacted_date
        },
        contacted_date="timestamp",
    )


def agree(stage):
    """Let customers have agreed, or not, when they were met by their salesperson."""
    consents = stage.env["crm.vn.consent"].search([], order="id")
    dated = {}
    for number, (partner, own) in enumerate(consents.grouped("partner_id").items()):
        begun = 20 + 9 * number % 250
        for place, one in enumerate(own):
            dated[one.id] = (stage.moment(begun - place), partner.user_id.id or None)
    stage.put_back(consents, dated, date="timestamp", user_id="integer")


def ask(stage):
    """Let those who bought say how it was, some weeks after each order."""
    env = stage.env
    orders = env["sale.order"].search(
        [
            ("partner_id", "in", stage.customers.ids),
            ("state", "=", "sale"),
            ("date_order", "<", stage.moment(9)),
        ],
        order="date_order DESC",
    )
    known = env["crm.vn.feedback.request"].search([]).partner_id
    latest = {}
    for order in orders:
        if order.partner_id not in known:
            latest.setdefault(order.partner_id, order)
    asked, answered = {}, {}
    answers = env["crm.vn.feedback.answer"]
    for number, (partner, order) in enumerate(list(latest.items())[:90]):
        request = env["crm.vn.feedback.request"]._vn_ask(partner, "order", source=order)
        if not request:
            continue
        moment = order.date_order + timedelta(days=6)
        asked[request.id] = (moment, moment + timedelta(days=30))
        if number % 4 == 3:
            continue
        stars = STARS[number % len(STARS)]
        texts = TEXTS[stars]
        values = {"stars": stars, "text": texts[number % len(texts)]}
        answer = answers._vn_receive(request, values, f"year {number}")
        answered[answer.id] = (moment + timedelta(hours=3 + 7 * (number % 9)),)
    # those that came with the addon did not all answer at this minute
    for number, answer in enumerate(answers.search([("id", "not in", list(answered))])):
        moment = stage.moment(2 + 5 * number % 60)
        answered[answer.id] = (moment,)
        moment -= timedelta(days=3)
        asked[answer.request_id.id] = (moment, moment + timedelta(days=30))
    requests = env["crm.vn.feedback.request"]
    stage.put_back(
        requests,
        asked,
        asked_date="timestamp",
        expires_date="timestamp",
    )
    stage.put_back(answers, answered, date="timestamp")
    logs = env["crm.vn.contact.log"].search([("purpose", "=", "survey")])
    told = {one.partner_id: one.asked_date for one in requests.search([])}
    stage.put_back(
        logs,
        {
            log.id: (told[log.partner_id], log.partner_id.user_id.id or None)
            for log in logs
            if log.partner_id in told
        },
        date="timestamp",
        user_id="integer",
    )
    plan_questions(env, orders)


def plan_questions(env, orders):
    """Let the latest orders ask by themselves, three working days ahead."""
    today = env.company._vn_today()
    questions = env.ref("crm_vn_feedback.crm_vn_feedback_set_order")
    questions.write({"is_automatic": True, "delay_days": 3, "automatic_since": today})
    env["crm.vn.feedback.plan"]._vn_plan("order", orders[:3], lambda _order: today)
