from odoo.tools import SQL

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon

THRESHOLDS = (10, 30, 60, 100, 150)


class VnScoreCommon(VnCustomerCommon):
    """The test organisation, with points.

    ::

        meeting  15    call  5    no_show  -10    note  0
        group    20    group_best  50             (others 0)
        company  10 / 30 / 60 / 100 / 150
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what the demonstration data may have given points
        cls.env["mail.activity.type"].search([]).vn_result_points = 0
        cls.env["crm.vn.customer.group"].search([]).score_points = 0

        def kind(name, points):
            return cls.env["mail.activity.type"].create(
                {"name": name, "vn_result_points": points}
            )

        cls.meeting = kind("Gặp mặt", 15)
        cls.call = kind("Gọi điện", 5)
        cls.no_show = kind("Lỡ hẹn", -10)
        cls.note = kind("Ghi chú", 0)
        cls.group = cls.group_corporate
        cls.group.score_points = 20
        cls.group_best = cls.group_key
        cls.group_best.score_points = 50
        cls.customer = cls.customer_company
        cls.contact = cls.customer_contact
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Lắp đặt nhà xưởng",
                "type": "opportunity",
                "partner_id": cls.contact.id,
                "user_id": cls.user_own.id,
            }
        )
        cls.lone_lead = cls.env["crm.lead"].create(
            {"name": "Khách hỏi giá", "user_id": cls.user_own.id}
        )
        cls.env.flush_all()

    @classmethod
    def plan(cls, record, kind=None, **values):
        """Plan an activity on *record*."""
        return cls.env["mail.activity"].create(
            {
                "res_model_id": cls.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": (kind or cls.meeting).id,
                "user_id": cls.user_own.id,
                **values,
            }
        )

    @classmethod
    def do(cls, record, kind=None, day=None, **values):
        """Do an activity on *record*, today or on another *day*."""
        activity = cls.plan(record, kind, **values)
        activity._action_done()
        if day:
            activity.date_done = day
        return activity

    def ledger(self, live=True):
        """Return the ledger, line by line, without the ids of the lines."""
        self.env.flush_all()
        names = (
            "partner_id, lead_id, kind, activity_type_id, group_id, rule_id, res_model,"
            " res_id, points, date"
        )
        if not live:
            names += ", date_end, end_reason, active"
        rows = self.env.execute_query(
            SQL(
                "SELECT %s FROM crm_vn_score_line WHERE %s",
                SQL(names),
                SQL("active") if live else SQL("TRUE"),
            )
        )
        return sorted(rows, key=str)

    def assertScore(self, record, score, star=None):
        """Check score and star of *record*, and that the lines add up to it."""
        self.assertEqual(record.vn_score, score)
        if star is not None:
            self.assertEqual(record.vn_star, str(star))
        lines = record._vn_score_lines()
        self.assertEqual(sum(line["points"] for line in lines), score)
