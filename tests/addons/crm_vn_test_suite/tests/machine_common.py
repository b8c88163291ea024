import os
from datetime import date, timedelta

from odoo import Command, fields
from odoo.tests import freeze_time

from odoo.addons.crm_vn_care_schedule.tests.common import VnCareCommon

#: `CRM_VN_MACHINE=large` looks for longer, from another seed each time
LARGE = os.environ.get("CRM_VN_MACHINE") == "large"
SEED = int(os.environ.get("CRM_VN_MACHINE_SEED") or 0)
THRESHOLDS = (5, 20, 40, 60, 100)


class MachineCommon(VnCareCommon):
    """A company whose customers buy, talk, sign, merge and go from hand to hand.

    ::

        alpha  company, owner lan          beta  company, owner lan     gamma  person
        ├── alpha_a                        └── beta_a
        └── alpha_b

        call 5   meeting 15   lapse -10        group_new 10   group_key 40
        silver   3 m, kept at 2 m              gold   8 m, kept at 6 m
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.vn_lost_reason_required = False
        cls.env["crm.vn.assignment.rule"].search([]).active = False
        rules = cls.env["crm.vn.score.rule"].search([("state", "=", "published")])
        rules.action_draft()
        cls.env["crm.vn.tier"].search([]).active = False
        # schedules of the demo company would plan more calls than the machine looks at
        cls.env["mail.activity.plan"].search([("id", "!=", cls.plan.id)]).active = False
        cls._make_points()
        cls._make_tiers()
        cls._make_automatic()
        cls._make_customers()
        cls.env.flush_all()

    @classmethod
    def _make_points(cls):
        def kind(name, points):
            values = {"name": name, "vn_result_points": points}
            return cls.env["mail.activity.type"].create(values)

        cls.kinds = kind("Gọi", 5) | kind("Gặp", 15) | kind("Lỡ hẹn", -10)
        # the type of care: its points count as well
        cls.call.vn_result_points = 3
        customer_type = cls.env["crm.vn.customer.type"].search([], limit=1)
        cls.groups = cls.env["crm.vn.customer.group"].create(
            [
                {"name": name, "type_id": customer_type.id, "score_points": points}
                for name, points in (("Máy mới", 10), ("Máy chính", 40))
            ]
        )
        main = cls.env["res.company"]._vn_get_score_company()
        for number, score in enumerate(THRESHOLDS, 1):
            main[f"vn_star_{number}_min"] = score
        main.vn_group_points_mode = "max"

    @classmethod
    def _make_tiers(cls):
        cls.tiers = cls.env["crm.vn.tier"].create(
            [
                {
                    "name": name,
                    "sequence": sequence,
                    "company_id": cls.company.id,
                    "criterion": "sales",
                    "window_months": 2,
                    "entry_threshold": entry,
                    "keep_threshold": keep,
                }
                for name, sequence, entry, keep in (
                    ("Bạc", 10, 3_000_000, 2_000_000),
                    ("Vàng", 20, 8_000_000, 6_000_000),
                )
            ]
        )

    @classmethod
    def _make_automatic(cls):
        """The schedule starts with each contract in force."""
        cls.plan.sudo().write(
            {
                "vn_trigger": "contract_active",
                "vn_repeat_policy": "keep",
                "vn_automatic_since": date(2000, 1, 1),
            }
        )

    @classmethod
    def _make_customers(cls):
        def partner(name, **values):
            values = {"name": name, "user_id": cls.lan.id, **values}
            return cls.env["res.partner"].create(values)

        cls.alpha = partner("Công ty Anfa", is_company=True)
        cls.beta = partner("Công ty Bêta", is_company=True)
        cls.gamma = partner("Chị Gấm")
        contacts = [
            partner(name, parent_id=parent.id)
            for name, parent in (
                ("Anh An", cls.alpha),
                ("Chị Bình", cls.alpha),
                ("Anh Cường", cls.beta),
            )
        ]
        cls.people = cls.alpha | cls.beta | cls.gamma
        for contact in contacts:
            cls.people |= contact

    def _at(self, moment):
        """Let it be *moment*, for Python and for what the database stamps."""
        self.env.cr._now = moment
        return freeze_time(moment)

    def _document_of(self, partner, user):
        """Return the models as *user* in the company, to make documents with."""
        return self.env(
            user=user,
            context={"allowed_company_ids": self.company.ids, "tracking_disable": True},
        )

    def _order_values(self, partner, millions):
        return {
            "partner_id": partner.id,
            "company_id": self.company.id,
            "order_line": [
                Command.create(
                    {
                        "product_id": self.product.id,
                        "product_uom_qty": millions,
                        "price_unit": 1_000_000,
                        "tax_ids": False,
                    }
                )
            ],
        }

    def _contract_values(self, partner, today):
        return {
            "title": "Bảo trì",
            "partner_id": partner.id,
            "company_id": self.company.id,
            "start_date": today,
            "end_date": today + timedelta(days=120),
            "line_ids": [
                Command.create({"product_id": self.product.id, "price_unit": 5_000_000})
            ],
        }

    def _today(self, moment):
        return fields.Datetime.to_datetime(moment + timedelta(hours=7)).date()
