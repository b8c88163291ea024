"""What the scheduled actions of a company have to do on one morning.

Each function makes one kind of it in the company of :func:`jobs.company`.
"""

import json
from datetime import datetime, timedelta

from odoo.fields import Command

#: of most kinds there are so many
SOME = 60


def customers(env, number=SOME, start=0):
    """Return some of the customers, always the same."""
    return env["res.partner"].search(
        [("ref", "=like", "BENCH%"), ("parent_id", "=", False)],
        offset=start,
        limit=number,
        order="id",
    )


def people(env):
    return env["res.users"].search([("login", "=like", "bench.%")], order="id")


def contracts(env):
    """Contracts that end, and others whose reminders are due."""
    env.cr.execute(
        """
        UPDATE crm_vn_contract
           SET meaning = 'active', status_id = %s
         WHERE id IN (SELECT id FROM crm_vn_contract WHERE meaning = 'expired'
                         AND is_renewed IS NOT TRUE ORDER BY id LIMIT %s)
        """,
        [env.ref("crm_vn_contract.crm_vn_contract_status_active").id, SOME],
    )
    env.cr.execute(
        """
        UPDATE crm_vn_contract SET end_date = current_date + 20 + id %% 10
         WHERE id IN (SELECT id FROM crm_vn_contract
                       WHERE end_date > current_date + 70 ORDER BY id LIMIT %s)
        """,
        [SOME],
    )
    env.invalidate_all()
    env["crm.vn.contract"]._repair_reminder_dates()


def leads(env):
    """Opportunities that nobody handled in time; it is told at any hour."""
    env["res.company"].search([]).write({"vn_notice_from": 0, "vn_notice_to": 24})
    env["resource.calendar"].search([]).write(
        {
            "attendance_ids": [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "name": f"{day}",
                            "dayofweek": str(day),
                            "hour_from": 0,
                            "hour_to": 24,
                        }
                    )
                    for day in range(7)
                ),
            ]
        }
    )
    team = env["crm.team"].search([], limit=1)
    team.write({"vn_handling_hours": 4, "user_id": people(env)[0].id})
    some = env["crm.lead"].search(
        [("won_status", "=", "pending"), ("active", "=", True)], order="id", limit=SOME
    )
    env.flush_all()
    env.cr.execute(
        """
        UPDATE crm_lead
           SET vn_dispatch_date = now() - interval '9 hours', vn_handled_date = NULL,
               vn_handling_deadline = now() - interval '5 hours', team_id = %s,
               vn_notice_date = now() - interval '5 hours'
         WHERE id = ANY(%s)
        """,
        [team.id, some.ids],
    )


def visits(env):
    """Routes to plan, check-outs that were forgotten, positions that are old."""
    shops = customers(env, SOME * 2)
    staff = people(env)
    routes = env["crm.vn.visit.route"].create(
        [
            {
                "name": f"Tuyến {number}",
                "user_id": staff[number % len(staff)].id,
                "max_per_day": 4,
                "line_ids": [
                    Command.create(
                        {
                            "partner_id": shop.id,
                            "frequency": ("4", "2.1", "2.2")[place % 3],
                            "weekday": str(place % 5),
                        }
                    )
                    for place, shop in enumerate(shops[number::6])
                ],
            }
            for number in range(6)
        ]
    )
    now = datetime.now().replace(microsecond=0)
    env["res.company"].search([]).write({"vn_position_months": 6})
    env["crm.vn.visit"]._vn_as_engine().create(
        [
            {
                "partner_id": shop.id,
                "user_id": routes[0].user_id.id,
                "company_id": env.company.id,
                "date": (now - timedelta(days=days)).date(),
                "state": "done",
                "check_in_date": now - timedelta(days=days),
                "check_out_date": days > 100 and now - timedelta(days=days),
                "check_in_latitude": 21.01,
                "check_in_longitude": 105.8,
            }
            for place, shop in enumerate(shops)
            for days in ((2 + place % 5) if place % 2 else 300 + place,)
        ]
    )


def feedback(env):
    """Questions to be asked, and others that nobody answered."""
    asked = env["crm.vn.feedback.set"].search([])
    asked.write({"is_automatic": True, "delay_days": 0, "automatic_since": False})
    customers(env, SOME).write({"email": "khach@congty.example.vn"})
    orders = env["sale.order"].search(
        [("state", "=", "sale"), ("partner_id", "in", customers(env, 400).ids)],
        order="id",
        limit=SOME,
    )
    today = env.company._vn_today()
    env["crm.vn.feedback.plan"]._vn_plan("order", orders, lambda _order: today)
    requests = env["crm.vn.feedback.request"]._vn_ask(
        customers(env, SOME, 2 * SOME), "customer"
    )
    requests._vn_as_engine().write({"expires_date": datetime.now() - timedelta(1)})


def offers(env):
    """Offers that ended yesterday, and a campaign that looks for members."""
    today = env.company._vn_today()
    env["crm.vn.offer"].create(
        [
            {
                "name": f"Khuyến mãi {number}",
                "user_id": people(env)[0].id,
                "company_id": env.company.id,
                "date_from": today - timedelta(30),
                "date_to": today - timedelta(1),
                "line_ids": [
                    Command.create({"partner_id": one.id})
                    for one in customers(env, 5, 5 * number)
                ],
            }
            for number in range(12)
        ]
    )
    for number in range(5):
        campaign = env["utm.campaign"].create({"title": f"Tự tìm khách {number}"})
        env["crm.vn.campaign.condition"].create(
            {
                "name": "Khách",
                "campaign_id": campaign.id,
                "condition": f"[('ref', '=like', 'BENCH%{number}')]",
                "is_automatic": True,
                "company_id": env.company.id,
            }
        )


def requests(env):
    """Requests of people about their data whose term is near."""
    today = env.company._vn_today()
    env["crm.vn.privacy.request"]._vn_as_engine().create(
        [
            {
                "partner_id": one.id,
                "kind": "access",
                "user_id": people(env)[1].id,
                "received_date": today - timedelta(30),
                "due_date": today,
            }
            for one in customers(env, 20)
        ]
    )


def occasions(env):
    """Birthdays in the next weeks."""
    day = env.company._vn_today() + timedelta(10)
    customers(env, SOME, SOME).write(
        {"vn_birth_day": day.day, "vn_birth_month": str(day.month)}
    )


def meetings(env):
    """Meetings with customers that are over since yesterday."""
    now = datetime.now().replace(microsecond=0)
    env["calendar.event"].with_context(
        no_mail_to_attendees=True, mail_create_nolog=True
    ).create(
        [
            {
                "name": "Gặp khách",
                "start": now - timedelta(hours=5 + place % 20),
                "stop": now - timedelta(hours=4 + place % 20),
                "user_id": people(env)[0].id,
                "partner_ids": [Command.set(one.ids)],
            }
            for place, one in enumerate(customers(env, SOME // 2))
        ]
    )
    # as if the meetings had ended while nobody looked
    env.flush_all()
    env.cr.execute("UPDATE res_partner SET vn_last_contact_kind = NULL")


def calls(env):
    """Events of a switchboard that nobody worked off, and recordings that are old."""
    provider = env["crm.vn.call.provider"].create({"name": "PBX", "kind": "tel4vn"})
    env["crm.vn.call.extension"].create(
        {
            "provider_id": provider.id,
            "extension": "101",
            "user_id": people(env)[0].id,
        }
    )
    events = env["crm.vn.webhook.event"]
    for number, one in enumerate(customers(env, SOME * 2)):
        told = {
            "sip_call_id": f"b{number}",
            "direction": "inbound",
            "from_number": one.phone_sanitized or "0912345678",
            "to_number": "101",
            "hotline": "02873000001",
        }
        for state in ("ringing", "answered", "hangup"):
            body = json.dumps({**told, "state": state}).encode()
            events._keep(provider, body, {"content-type": "application/json"}, {})
        report = {
            **told,
            "state": "cdr",
            "billsec": 12 + number,
            "time_started": "2026-01-05 09:00:00",
            "time_answered": "2026-01-05 09:00:19",
            "time_ended": "2026-01-05 09:00:31",
        }
        # said twice, as switchboards do
        for _time in range(2):
            body = json.dumps(report).encode()
            events._keep(provider, body, {"content-type": "application/json"}, {})


def settle(env):
    """Let the time pass that a switchboard has to say more."""
    env.cr.execute("UPDATE crm_vn_call SET settle_at = now() - interval '1 minute'")
    env.invalidate_all()


def pool(env):
    """A rule that takes back customers, and customers whom it warned of."""
    env["crm.vn.pool.rule"].create(
        [
            {
                "name": f"Sau {days} ngày",
                "company_id": False,
                "contact_days": days,
                "warning_days": warning,
                "is_dry_run": False,
            }
            for days, warning in ((300, 0), (120, 7))
        ]
    )
    env.flush_all()
    env.cr.execute(
        "UPDATE res_partner SET vn_owner_date = create_date,"
        " vn_contact_base_date = create_date::date WHERE ref LIKE 'BENCH%'"
    )


def sheets(env):
    """Plans of KPI whose month has begun, and sheets to be counted anew."""
    today = env.company._vn_today()
    metrics = env["crm.vn.kpi.metric"].search(
        [("code", "in", ("orders", "revenue", "calls_done", "customers_new"))]
    )
    plans = env["crm.vn.kpi.plan"].create(
        [
            {
                "name": f"Kế hoạch {number}",
                "company_id": env.company.id,
                "date_start": (today - timedelta(70)).replace(day=1),
                "is_issued_at_once": True,
                "user_ids": [Command.set(people(env).ids)],
                "line_ids": [
                    Command.create(
                        {"metric_id": metric.id, "target": 10, "weight": 25, "cap": 120}
                    )
                    for metric in metrics
                ],
            }
            for number in range(4)
        ]
    )
    plans[:2].action_issue()
    closed = plans[0].sheet_ids.filtered(lambda one: one.date_to < today)
    closed.action_close()
    # what they counted changes afterwards
    env.flush_all()
    env.cr.execute(
        "UPDATE sale_order SET vn_amount_company = vn_amount_company + 1000,"
        " amount_untaxed = amount_untaxed + 1000 WHERE id % 3 = 0"
    )
    env.invalidate_all()
    plans[2:]._vn_as_engine().state = "issued"


def handover(env):
    """Somebody leaves with all customers, more than one batch does."""
    staff = people(env)
    env.flush_all()
    env.cr.execute(
        "UPDATE res_partner SET user_id = %s WHERE ref LIKE 'BENCH%%'", [staff[0].id]
    )
    env.cr.execute("UPDATE mail_activity SET user_id = %s WHERE active", [staff[0].id])
    env.cr.execute("UPDATE crm_lead SET user_id = %s", [staff[0].id])
    env.invalidate_all()
    env["crm.vn.handover"].create(
        {
            "user_id": staff[0].id,
            "method": "turns",
            "target_ids": [Command.create({"user_id": one.id}) for one in staff[1:4]],
        }
    ).action_start()
