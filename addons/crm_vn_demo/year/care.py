"""Care after the sale: schedules that run, with done, late and coming lines."""

from datetime import timedelta

from odoo import Command

SCHEDULES = (
    (
        "Chăm sóc sau giao hàng",
        "order_confirmed",
        (
            (3, "call", "Gọi hỏi thăm sau khi giao hàng"),
            (30, "call", "Hỏi tình trạng sử dụng sau một tháng"),
            (180, "meeting", "Ghé bảo dưỡng sau sáu tháng"),
        ),
    ),
    (
        "Chăm sóc hợp đồng trong năm",
        "contract_active",
        (
            (15, "call", "Gọi xác nhận tiến độ hợp đồng"),
            (90, "meeting", "Gặp rà soát hợp đồng mỗi quý"),
            (300, "call", "Trao đổi về gia hạn hợp đồng"),
        ),
    ),
)
#: orders of so many days back have care
SINCE = 150


def load(stage):
    """Start care for orders and contracts, and do most of what was due."""
    after_order, in_contract = (make(stage, *schedule) for schedule in SCHEDULES)
    orders = stage.env["sale.order"].search(
        [
            ("partner_id", "in", stage.customers.ids),
            ("state", "=", "sale"),
            ("date_order", ">=", stage.moment(SINCE)),
        ],
        order="date_order",
    )
    enrollments = after_order._vn_enroll(
        orders[::2], automatic=True, past_policy="overdue"
    )
    active = stage.contracts.filtered(lambda one: one.meaning == "active")
    enrollments += in_contract._vn_enroll(active, automatic=True, past_policy="overdue")
    do_due_lines(stage, enrollments)
    for number, enrollment in enumerate(enrollments):
        if number % 23 == 11 and enrollment.state == "running":
            enrollment.action_stop("Khách tự liên hệ bộ phận bảo hành")
        elif number % 23 == 17 and enrollment.state == "running":
            enrollment.action_pause()


def make(stage, name, trigger, lines):
    """Make one schedule; from today on it starts by itself."""
    return stage.env["mail.activity.plan"].create(
        {
            "name": name,
            "res_model": "res.partner",
            "company_id": stage.company.id,
            "vn_is_care_schedule": True,
            "vn_trigger": trigger,
            "vn_automatic_since": stage.today,
            "vn_repeat_policy": "keep",
            "template_ids": [
                Command.create(
                    {
                        "sequence": number,
                        "activity_type_id": stage.env.ref(
                            f"mail.mail_activity_data_{kind}"
                        ).id,
                        "summary": summary,
                        "delay_count": days,
                        "delay_unit": "days",
                        "delay_from": "after_plan_date",
                        "responsible_type": "vn_customer_owner",
                    }
                )
                for number, (days, kind, summary) in enumerate(lines)
            ],
        }
    )


def do_due_lines(stage, enrollments):
    """Do what was due: in time, or some days late; a part of it waits."""
    lines = enrollments.line_ids.filtered(
        lambda line: line.state == "planned" and line.date < stage.today
    )
    done = {}
    for line in lines.sorted("id"):
        slips = stage.is_slipping(line.user_id)
        recent = (stage.today - line.date).days < 20
        if recent and stage.rng.random() < (0.45 if slips else 0.1):
            continue
        delay = stage.rng.choice((0, 0, 1, 3, 6) if slips else (0, 0, 0, 0, 1, 2))
        day = min(line.date + timedelta(days=delay), stage.today - timedelta(days=1))
        done.setdefault(day, stage.env["mail.activity"])
        done[day] |= line.activity_id
    for day, activities in done.items():
        activities.write({"active": False, "date_done": day})
    every = stage.env["mail.activity"].union(*done.values())
    moments = {
        activity.id: stage.company._vn_moment(activity.date_done, 10)
        for activity in every
    }
    stage.put_back(
        every,
        {
            activity.id: (moments[activity.id], activity.user_id.id)
            for activity in every
        },
        vn_done_at="timestamp",
        vn_done_uid="integer",
    )
