from datetime import date

from odoo import Command

from odoo.addons.crm_vn_contract.tests.common import VnContractCommon


class VnCareCommon(VnContractCommon):
    """Contracts, orders and a schedule of calls after 5, 20 and 90 days.

    Lan owns the customer; Minh is another salesperson; Hương leads them. Monday to
    Friday are working days; the holidays of 2027 are confirmed.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.user_id = cls.lan
        cls.company.vn_care_daily_cap = 0
        cls.call = cls.env.ref("mail.mail_activity_data_call")
        cls.plan = cls._make_plan("Chăm sóc sau bán", (5, 20, 90))
        cls._confirm_holidays(2026)
        cls._confirm_holidays(2027)

    @classmethod
    def _make_plan(cls, name, days, **values):
        return (
            cls.env["mail.activity.plan"]
            .create(
                {
                    "name": name,
                    "res_model": "res.partner",
                    "company_id": False,
                    "vn_is_care_schedule": True,
                    "vn_automatic_since": False,
                    **values,
                    "template_ids": [
                        Command.create(cls._template_values(count)) for count in days
                    ],
                }
            )
            .with_user(cls.huong)
        )

    @classmethod
    def _template_values(cls, count, unit="days", **values):
        return {
            "activity_type_id": cls.call.id,
            "summary": f"+{count}",
            "sequence": count,
            "delay_count": count,
            "delay_unit": unit,
            "delay_from": "after_plan_date",
            "responsible_type": "vn_customer_owner",
            **values,
        }

    @classmethod
    def _confirm_holidays(cls, year):
        wizard = cls.env["crm.vn.holiday.proposal"].with_user(cls.huong)
        wizard = wizard.create({"year": year, "company_id": cls.company.id})
        wizard.action_confirm()

    def _enroll(self, source, user=None, **kwargs):
        plan = self.plan.with_user(user or self.lan).with_company(self.company)
        return plan._vn_enroll(source, **kwargs)

    def _make_order(self, **values):
        return (
            self.env["sale.order"]
            .with_user(self.lan)
            .with_company(self.company)
            .create(
                {
                    "partner_id": self.customer.id,
                    "order_line": [
                        Command.create(
                            {"product_id": self.product.id, "product_uom_qty": 1}
                        )
                    ],
                    **values,
                }
            )
        )

    def _dates(self, enrollment):
        return enrollment.line_ids.sorted("date").mapped("date")

    def assertLines(self, enrollment, expected):
        """Compare lines by summary with ``{summary: (date, state)}``."""
        found = {line.name: (line.date, line.state) for line in enrollment.line_ids}
        self.assertEqual(found, expected)


DAY_OF_ORDER = date(2027, 1, 19)
