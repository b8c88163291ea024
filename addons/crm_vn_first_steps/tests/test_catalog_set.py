from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.crm_vn_first_steps.tools import trades

from .common import VnFirstStepsCommon


@tagged("post_install", "-at_install")
class TestCatalogSet(VnFirstStepsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.sets = cls.env["crm.vn.catalog.set"].with_user(cls.huong)

    def names(self, model, lang):
        entries = self.env[model].with_context(lang=lang).search([])
        return set(entries.mapped("name"))

    def test_each_trade_in_both_languages(self):
        for trade in trades.TRADES:
            with self.subTest(trade):
                self.sets.create({"trade": trade}).action_add()
                for row in trades.of_trade(trade).values():
                    if row["model"] not in self.env:
                        continue
                    self.assertIn(row["name_en"], self.names(row["model"], "en_US"))
                    self.assertIn(row["name_vi"], self.names(row["model"], "vi_VN"))

    def test_groups_have_their_type(self):
        self.sets.create({"trade": "interior"}).action_add()
        group = self.env["crm.vn.customer.group"].search([("name", "=", "Offices")])
        self.assertEqual(
            group.type_id, self.env.ref("crm_vn_customer.crm_vn_customer_type_company")
        )
        self.assertEqual(group.create_uid, self.huong)

    def test_twice_is_once(self):
        self.sets.create({"trade": "software"}).action_add()
        before = self.env["crm.vn.customer.group"].search_count([])
        again = self.sets.create({"trade": "software"})
        self.assertTrue(all(again.line_ids.mapped("is_there")))
        again.line_ids.selected = True
        again.action_add()
        self.assertEqual(self.env["crm.vn.customer.group"].search_count([]), before)

    def test_only_what_is_chosen(self):
        form = Form(self.sets)
        form.trade = "distribution"
        wizard = form.save()
        # the client sends back nothing of what may not be changed
        self.assertTrue(all(wizard.line_ids.mapped("name")))
        self.assertTrue(all(wizard.line_ids.mapped("catalog")))
        keep = wizard.line_ids.filtered(lambda line: "Pharmacies" in line.key)
        (wizard.line_ids - keep).selected = False
        wizard.action_add()
        names = self.names("crm.vn.customer.group", "en_US")
        self.assertIn("Pharmacies", names)
        self.assertNotIn("Market stalls", names)

    def test_nothing_before_the_click(self):
        before = self.env["crm.vn.customer.group"].search_count([])
        wizard = self.sets.create({"trade": "interior"})
        self.assertTrue(wizard.line_ids)
        self.assertEqual(self.env["crm.vn.customer.group"].search_count([]), before)
        wizard.line_ids.selected = False
        with self.assertRaisesRegex(UserError, "at least one"):
            wizard.action_add()

    def test_an_entry_of_the_same_name_stays(self):
        group = self.env["crm.vn.customer.group"].create(
            {
                "name": "van phong",
                "type_id": self.env["crm.vn.customer.type"].search([], limit=1).id,
            }
        )
        wizard = self.sets.create({"trade": "interior"})
        line = wizard.line_ids.filtered(lambda line: "Offices" in line.key)
        self.assertTrue(line.is_there)
        self.assertFalse(line.selected)
        wizard.action_add()
        self.assertEqual(group.name, "van phong")

    def test_a_forged_line_adds_nothing(self):
        wizard = self.sets.create({"trade": "interior"})
        wizard.line_ids.selected = False
        wizard.line_ids[:1].write({"selected": True, "key": "interior/res.users/x"})
        with self.assertRaisesRegex(UserError, "at least one"):
            wizard.action_add()

    def test_in_the_language_of_the_user(self):
        wizard = self.sets.with_context(lang="vi_VN").create({"trade": "interior"})
        self.assertIn("Văn phòng", wizard.line_ids.mapped("name"))

    def test_not_for_salespeople(self):
        with self.assertRaises(AccessError):
            self.env["crm.vn.catalog.set"].with_user(self.lan).create({})
