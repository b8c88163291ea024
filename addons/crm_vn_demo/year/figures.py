"""What the suite's engines make of the year: contacts, facts, tiers, points, KPI."""

from datetime import date, timedelta

from odoo import Command
from odoo.tools import SQL

#: metric: what a salesperson is to reach in a month, its weight, its cap
TARGETS = {
    "revenue": (280_000_000, 40, 150),
    "orders": (7, 25, 150),
    "activities_done": (30, 20, 120),
    "customers_new": (3, 15, 120),
}
PLAN = "crm_vn_kpi_sheet.crm_vn_kpi_plan_demo_sales"
LEADER_FACTOR = 1.2


def load(stage):
    """Count everything anew, as the nightly crons do, and close the past months."""
    env = stage.env(context={**stage.env.context, "vn_no_contact": False})
    partners = env["res.partner"]
    forget(stage)
    partners._vn_contact_refresh()
    partners._vn_purchase_rebuild()
    review_tiers(stage)
    env["crm.vn.score.engine"]._rebuild(first=True)
    plan_kpi(stage)


def forget(stage):
    """Empty what engines noted while the year was written: it bears today's date."""
    stage.env.flush_all()
    stage.env.cr.execute(
        SQL(
            """
            UPDATE res_partner
               SET vn_last_contact_date = NULL, vn_contact_base_date = NULL,
                   vn_last_contact_kind = NULL, vn_last_contact_type_id = NULL,
                   vn_last_contact_user_id = NULL, vn_last_contact_model = NULL,
                   vn_last_contact_res_id = NULL
             WHERE commercial_partner_id = ANY(%s)
            """,
            stage.customers.ids,
        )
    )
    stage.env.cr.execute(
        SQL(
            """
            UPDATE res_partner SET vn_tier_id = NULL, vn_tier_base_id = NULL;
            DELETE FROM crm_vn_tier_move
            """
        )
    )
    stage.env.invalidate_all()


def review_tiers(stage):
    """Review at the end of each quarter of the year, and today."""
    diamond = stage.env["crm.vn.tier"].create(
        {
            "name": "Kim cương",
            "sequence": 30,
            "entry_threshold": 700_000_000,
            "keep_threshold": 600_000_000,
            "pricelist_id": stage.env["product.pricelist"]
            .create(
                {
                    "name": "Hạng Kim cương: giảm 8 %",
                    "currency_id": stage.company.currency_id.id,
                    "item_ids": [
                        Command.create(
                            {"compute_price": "percentage", "percent_price": 8}
                        )
                    ],
                }
            )
            .id,
        }
    )
    diamond.flush_recordset()
    for days in (270, 180, 90, 0):
        stage.env["res.partner"]._vn_tier_run_everyone(
            stage.company, "review", stage.today - timedelta(days=days)
        )


def months(today, count):
    """Return the first days of the last *count* months, this one last.

    >>> months(date(2026, 2, 10), 3)
    [datetime.date(2025, 12, 1), datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)]
    """
    number = today.year * 12 + today.month - 1
    return [
        date(one // 12, one % 12 + 1, 1)
        for one in range(number - count + 1, number + 1)
    ]


def plan_kpi(stage):
    """Let the demo plan run since a year ago, and close its sheets month by month."""
    env = stage.env
    plan = env.ref(PLAN).with_company(stage.company)
    # sheets of the small demo counted another time, and closed ones can't be deleted
    env.flush_all()
    env.cr.execute(SQL("DELETE FROM crm_vn_kpi_sheet WHERE plan_id = %s", plan.id))
    env.invalidate_all()
    plan.action_draft()
    firsts = months(stage.today, 12)
    people = [user for login, user in stage.users.items() if login != "huong"]
    leaders = [team.user_id for team in set(stage.teams.values())]
    metrics = env["crm.vn.kpi.metric"].search([("code", "in", list(TARGETS))])
    by_code = {metric.code: metric for metric in metrics}
    plan.target_ids.unlink()
    plan.line_ids.unlink()
    plan.write(
        {
            "company_id": stage.company.id,
            "date_start": firsts[0],
            "user_ids": [Command.set([user.id for user in people])],
            "line_ids": [
                Command.create(
                    {
                        "sequence": number,
                        "metric_id": by_code[code].id,
                        "target": target,
                        "weight": weight,
                        "cap": cap,
                    }
                )
                for number, (code, (target, weight, cap)) in enumerate(TARGETS.items())
            ],
            "target_ids": [
                Command.create(
                    {
                        "user_id": leader.id,
                        "metric_id": by_code["revenue"].id,
                        "target": LEADER_FACTOR * TARGETS["revenue"][0],
                    }
                )
                for leader in leaders
            ],
        }
    )
    # no sheet is made yet: the months of the year are
    plan._vn_as_engine().date_made = False
    plan.action_issue()
    close(stage, plan)


def close(stage, plan):
    """Close what is over, but for one sheet of last month, and correct one later."""
    last = stage.today.replace(day=1) - timedelta(days=1)
    open_one = stage.users["anh"]
    over = plan.sheet_ids.filtered(
        lambda sheet: (
            sheet.date_to < stage.today
            and not (sheet.date_to == last and sheet.user_id == open_one)
        )
    )
    over.action_close()
    stage.put_back(
        over,
        {
            sheet.id: (
                stage.company._vn_moment(sheet.date_to + timedelta(days=3), 9),
                stage.users["huong"].id,
            )
            for sheet in over
            if sheet.date_to + timedelta(days=3) < stage.today
        },
        closed_date="timestamp",
        closed_uid="integer",
    )
    late = stage.env["sale.order"].search(
        [
            ("partner_id", "in", stage.customers.ids),
            ("state", "=", "sale"),
            ("date_order", "<", stage.company._vn_moment(last.replace(day=1))),
            ("user_id", "!=", stage.users["huong"].id),
        ],
        order="date_order DESC, id",
        limit=1,
    )
    late._action_cancel()
    over._find_corrections()
