"""What people did with customers, what they plan, wrote and met for."""

from datetime import timedelta

from odoo import Command
from odoo.tools import SQL

CALL, MEETING, MAIL, TASK = "call", "meeting", "email", "todo"
#: what was done, how often: (kind, summary, what came of it)
DEEDS = [
    (CALL, "Gọi hỏi thăm", "Khách hài lòng, hẹn gọi lại đầu tháng sau."),
    (
        CALL,
        "Gọi báo giá đợt mới",
        "Khách xin bảng giá ghế xoay, sẽ trả lời trong tuần.",
    ),
    (CALL, "Gọi nhắc thanh toán", "Kế toán hẹn chuyển khoản thứ sáu."),
    (CALL, "Gọi chốt mẫu vải", "Khách chọn vải xám tro, chờ xác nhận số lượng."),
    (CALL, "Gọi hẹn giờ giao hàng", "Hẹn giao buổi sáng, gọi trước 30 phút."),
    (MAIL, "Gửi bảng giá tháng này", "Đã gửi bảng giá và ảnh mẫu mới."),
    (MAIL, "Gửi bản vẽ bố trí", "Đã gửi bản vẽ 3D, chờ góp ý."),
    (MEETING, "Khảo sát mặt bằng", "Đã đo mặt bằng, cần thêm hai vách ngăn."),
    (MEETING, "Gặp trao đổi hợp đồng", "Thống nhất tiến độ giao làm hai đợt."),
    (TASK, "Chuẩn bị mẫu gửi khách", "Đã gửi ba mẫu gỗ qua chuyển phát."),
]
PLANS = [
    (CALL, "Gọi hỏi thăm sau khi giao hàng"),
    (CALL, "Gọi báo giá đợt mới"),
    (CALL, "Gọi chốt đơn"),
    (MEETING, "Hẹn khảo sát mặt bằng"),
    (MEETING, "Gặp trao đổi hợp đồng"),
    (MAIL, "Gửi bảng giá mới"),
    (TASK, "Chuẩn bị mẫu gửi khách"),
]
COMMENTS = (
    "Khách hỏi thêm giá lắp đặt cho tầng hai, nhờ em báo lại trước thứ sáu.",
    "Lần trước giao trễ một ngày, lần này hẹn lại giờ giúp chị nhé.",
    "Bên này thanh toán rất đúng hẹn, có thể giữ chiết khấu như đợt trước.",
    "Đã có đối thủ báo giá thấp hơn 5 %, mình nên nhấn mạnh bảo hành.",
    "Anh giám đốc muốn xem mẫu ghế mới trước khi chốt số lượng.",
    "Khách đang sửa văn phòng, khoảng ba tuần nữa gọi lại là vừa.",
    "Nhớ gửi kèm chứng chỉ gỗ, bên mua hàng hỏi hai lần rồi.",
    "Chị kế toán đổi số điện thoại, mình cập nhật lại nhé.",
)
#: comments of these last days are still unread
UNREAD = 5


def load(stage):
    """Write what was done, what is planned, comments and meetings."""
    do_things(stage)
    plan_things(stage)
    comment(stage)
    meet(stage)


def find_type(stage, kind):
    return stage.env.ref(f"mail.mail_activity_data_{kind}")


def prepare(stage, partner, kind, summary, day):
    return {
        "res_model_id": stage.env["ir.model"]._get_id("res.partner"),
        "res_id": partner.id,
        "activity_type_id": find_type(stage, kind).id,
        "summary": summary,
        "user_id": (partner.user_id or stage.users["huong"]).id,
        "date_deadline": day,
    }


def do_things(stage):
    """Make the done activities, and the lines of the log that tell of them."""
    rng = stage.rng
    rows, notes = [], []
    for partner, life in stage.lives.items():
        for days in life.deeds:
            kind, summary, result = rng.choice(DEEDS)
            day = stage.day(days)
            moment = stage.moment(days)
            row = prepare(stage, partner, kind, summary, day)
            rows.append({**row, "date_done": day, "active": False, "feedback": result})
            notes.append((partner, row["user_id"], moment, kind, summary, result))
    activities = stage.env["mail.activity"].create(rows)
    moments = [note[2] for note in notes]
    stage.made_at(activities, [moment - timedelta(days=2) for moment in moments])
    stage.put_back(
        activities,
        {
            activity.id: (moment, activity.user_id.id)
            for activity, moment in zip(activities, moments, strict=True)
        },
        vn_done_at="timestamp",
        vn_done_uid="integer",
    )
    tell(stage, notes)


def tell(stage, notes):
    """Write what was done into the customers' logs."""
    users = stage.env["res.users"].browse({note[1] for note in notes})
    authors = {user.id: user.partner_id for user in users}
    subtype = stage.env.ref("mail.mt_activities").id
    write_messages(
        stage,
        [
            {
                "model": "res.partner",
                "res_id": partner.id,
                "message_type": "notification",
                "subtype_id": subtype,
                "mail_activity_type_id": find_type(stage, kind).id,
                "author_id": authors[user].id,
                "date": moment,
                "body": f"<p><b>{summary}</b></p><p>{result}</p>",
            }
            for partner, user, moment, kind, summary, result in notes
        ],
    )


def write_messages(stage, rows):
    """Make messages, each as old as it says.

    :return: the messages
    """
    messages = stage.env["mail.message"].create(
        [{"email_from": False, "reply_to": False, **row} for row in rows]
    )
    stage.made_at(messages, [row["date"] for row in rows])
    return messages


def plan_things(stage):
    """Make what is still to be done; what is overdue was planned a while ago."""
    rng = stage.rng
    rows, moments = [], []
    for partner, life in stage.lives.items():
        for days in life.plans:
            kind, summary = rng.choice(PLANS)
            rows.append(prepare(stage, partner, kind, summary, stage.day(-days)))
            moments.append(stage.moment(rng.randint(0, 3) + max(0, 7 - days)))
    activities = stage.env["mail.activity"].create(rows)
    stage.made_at(activities, moments)


def comment(stage):
    """Let colleagues write about customers; the last of it has not been read."""
    rng = stage.rng
    people = list(stage.users.values())
    note = stage.env.ref("mail.mt_note").id
    rows = []
    for partner, life in stage.lives.items():
        for days in life.comments:
            mate = rng.choice((partner.user_id or people[0], people[0], people[0]))
            rows.append(
                {
                    "model": "res.partner",
                    "res_id": partner.id,
                    "message_type": "comment",
                    "subtype_id": note,
                    "author_id": mate.partner_id.id,
                    "email_from": mate.email_formatted,
                    "date": stage.moment(days),
                    "body": f"<p>{rng.choice(COMMENTS)}</p>",
                }
            )
    owned = [partner for partner in stage.customers if partner.user_id]
    for number, partner in enumerate(owned[:36:2]):
        mate = people[0] if partner.user_id != people[0] else people[1]
        rows.append(
            {
                "model": "res.partner",
                "res_id": partner.id,
                "message_type": "comment",
                "subtype_id": note,
                "author_id": mate.partner_id.id,
                "email_from": mate.email_formatted,
                "date": stage.moment(number % UNREAD),
                "body": f"<p>{COMMENTS[number % len(COMMENTS)]}</p>",
            }
        )
    messages = write_messages(stage, rows)
    limit = stage.company._vn_moment(stage.today - timedelta(days=UNREAD))
    old = messages.filtered(lambda message: message.date < limit)
    stage.env["crm.vn.unread"]._remove(SQL("message_id = ANY(%s)", old.ids))


def meet(stage):
    """Make meetings, held ones and some ahead."""
    rng = stage.rng
    hosts = [
        partner
        for partner in stage.customers
        if partner.user_id
        and stage.relationships[partner] in ("vip", "loyal", "negotiating")
    ]
    values = []
    for number, partner in enumerate(hosts):
        for days in (
            rng.randint(8, 300),
            -rng.randint(1, 12) if number % 3 == 0 else 45,
        ):
            start = stage.moment(days)
            values.append(
                {
                    "name": f"{rng.choice(('Họp tiến độ', 'Chốt mẫu', 'Khảo sát'))}: "
                    f"{partner.name}",
                    "start": start,
                    "stop": start + timedelta(hours=1),
                    "user_id": partner.user_id.id,
                    "partner_ids": [
                        Command.set((partner + partner.user_id.partner_id).ids)
                    ],
                    "res_model_id": stage.env["ir.model"]._get_id("res.partner"),
                    "res_id": partner.id,
                    "location": f"{partner.street}, {partner.city}",
                }
            )
    meetings = stage.env["calendar.event"].create(values)
    stage.made_at(meetings, [meeting.start - timedelta(days=5) for meeting in meetings])
    past = meetings.filtered(lambda meeting: meeting.stop < stage.env.cr.now())
    past.attendee_ids.state = "accepted"
    # a meeting that was held is done, on its day
    for day, held in past.grouped(lambda one: stage.company._vn_day(one.stop)).items():
        held.activity_ids.write({"active": False, "date_done": day})
