from odoo import Command

from odoo.addons.crm_vn_care_schedule.tests.common import VnCareCommon


class VnOccasionCommon(VnCareCommon):
    """Lan's customer, a contact person there, and a schedule that greets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.vn_relationship_id = cls.env["crm.vn.relationship"].search(
            [], limit=1
        )
        cls.Occasion = cls.env["crm.vn.occasion"].with_company(cls.company)
        cls.mai = cls.env["res.partner"].create(
            {"name": "Chị Mai", "parent_id": cls.customer.id}
        )

    def _born(self, day, month, **values):
        self.mai.write({"vn_birth_day": day, "vn_birth_month": month, **values})
        return self._dates_of(self.mai)

    def _dates_of(self, partner):
        self.env.invalidate_all()
        found = self.Occasion.search([("partner_id", "=", partner.id)])
        return [(str(one.date), one.kind, one.years) for one in found]

    @classmethod
    def _greeting(cls, **values):
        plan = cls._make_plan("Chúc mừng", (), vn_trigger="occasion", **values)
        template = cls._template_values(0, vn_off_day_policy="keep")
        plan.sudo().template_ids = [Command.create(template)]
        return plan
