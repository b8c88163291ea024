from odoo import SUPERUSER_ID
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tests.common import VnCompanyCase


class VnFirstStepsCommon(VnCompanyCase):
    """A company in Vietnam in which nothing is set up yet, and its manager, Hương.

    Catalogs are as after the installation, whatever database this is.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_staff("steps")
        cls.vietnam = cls.env.ref("base.vn")
        cls.dong = cls.env.ref("base.VND")
        cls.dong.active = True
        cls.env["res.partner"].search([]).vn_group_ids = False
        for catalog in cls.env["crm.vn.first.steps"]._get_catalogs():
            table = SQL.identifier(catalog._table)
            cls.env.cr.execute(
                SQL("UPDATE %s SET create_uid = %s", table, SUPERUSER_ID)
            )
        cls.env.invalidate_all()

    def steps(self, user=None):
        """Return the steps as *user* (Hương) sees them, {name: step}."""
        self.env.invalidate_all()
        model = self.env["crm.vn.first.steps"].with_user(user or self.huong)
        return {step["name"]: step for step in model.get_steps()["steps"]}

    def assertDone(self, name):
        step = self.steps()[name]
        self.assertTrue(step["done"], step["missing"])

    def assertMissing(self, name, text=""):
        step = self.steps()[name]
        self.assertFalse(step["done"])
        self.assertIn(text, " ".join(step["missing"]))
