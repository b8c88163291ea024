"""What people may ask and refuse: requests about their data, a list of refusals."""

#: kind, days ago, what is asked
REQUESTS = (
    ("access", 40, "Xin bản sao các thông tin công ty đang lưu về tôi."),
    ("correct", 3, "Sửa giúp số nhà, tôi đã chuyển sang địa chỉ mới."),
    ("restrict", 12, "Tạm ngừng gửi thông tin cho đến khi tôi xác nhận lại."),
    ("withdraw", 1, "Tôi không muốn nhận tin quảng cáo nữa."),
)


def load(stage):
    """Make some of what the law asks for, so that its screens are not empty."""
    people = stage.customers.filtered(lambda one: not one.is_company and one.email)
    requests = stage.env["crm.vn.privacy.request"].create(
        [
            {
                "partner_id": person.id,
                "kind": kind,
                "received_date": stage.day(days),
                "text": text,
                "user_id": stage.users["huong"].id,
                "company_id": stage.company.id,
            }
            for person, (kind, days, text) in zip(people, REQUESTS, strict=False)
        ]
    )
    stage.made_at(requests, [stage.moment(row[1]) for row in REQUESTS])
    for number, person in enumerate(stage.customers[40:70]):
        person._vn_register_contact(
            ("email", "sms")[number % 2], "care", when=stage.moment(2 + number % 40)
        )
    old = stage.env.ref("crm_vn_location.res_partner_demo_old_1")
    old._vn_convert_addresses()
    refuse(stage)


def refuse(stage):
    """Bring in the national list of who wants no adverts, two months old."""
    listed = stage.env["crm.vn.refusal.list"].create(
        {
            "name": "Danh sách không quảng cáo quốc gia",
            "kind": "national",
            "file_date": stage.day(60),
            "company_id": False,
        }
    )
    phones = stage.customers.filtered("phone_sanitized")[200:212]
    stage.env["crm.vn.refusal.entry"]._add(listed, phones.mapped("phone_sanitized"))
