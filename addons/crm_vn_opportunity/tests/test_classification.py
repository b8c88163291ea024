from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import tagged

from .common import VnOpportunityCommon


@tagged("post_install", "-at_install")
class TestClassification(VnOpportunityCommon):
    def test_need_is_kept_by_managers(self):
        need = self.env["crm.vn.need"].with_user(self.manager).create({"name": "Thuê"})
        self.assertTrue(need.with_user(self.user_own).name)
        with self.assertRaises(AccessError):
            need.with_user(self.user_own).name = "Mượn"

    def test_used_need_cannot_be_deleted(self):
        leads = self._create_leads(2, vn_need_id=self.need.id)
        with self.assertRaisesRegex(RedirectWarning, "2 leads"):
            self.need.with_user(self.manager).unlink()
        self.assertEqual(leads.vn_need_id, self.need)

    def test_situation_is_apart_from_stage(self):
        lead = self._create_leads(1)
        stage = lead.stage_id
        lead.vn_situation_id = self.situation
        self.assertEqual(lead.stage_id, stage)

    def test_group_by_need(self):
        self._create_leads(3, vn_need_id=self.need.id)
        self._create_leads(1, vn_need_id=self.need_other.id)
        groups = dict(
            self.env["crm.lead"]
            .with_user(self.manager)
            ._read_group([("team_id", "=", self.team.id)], ["vn_need_id"], ["__count"])
        )
        self.assertEqual(groups, {self.need: 3, self.need_other: 1})

    def test_merge_keeps_need_and_situation(self):
        first = self._create_leads(1)
        second = self._create_leads(
            1, vn_need_id=self.need.id, vn_situation_id=self.situation.id
        )
        merged = (first + second).merge_opportunity()
        self.assertEqual(merged.vn_need_id, self.need)
        self.assertEqual(merged.vn_situation_id, self.situation)

    def test_lost_reason_is_required(self):
        self.company.vn_lost_reason_required = True
        lead = self._create_leads(1)
        wizard = (
            self.env["crm.lead.lost"]
            .with_user(self.manager)
            .create({"lead_ids": [(6, 0, lead.ids)]})
        )
        self.assertTrue(wizard.vn_reason_required)
        with self.assertRaisesRegex(UserError, "Cơ hội 0"):
            wizard.action_lost_reason_apply()
        self.assertTrue(lead.active)
        wizard.lost_reason_id = self.env["crm.lost.reason"].create({"name": "Giá cao"})
        wizard.action_lost_reason_apply()
        self.assertEqual(lead.won_status, "lost")
        self.assertEqual(lead.lost_reason_id.name, "Giá cao")

    def test_lost_reason_is_required_through_the_api(self):
        self.company.vn_lost_reason_required = True
        leads = self._create_leads(2).with_user(self.manager)
        ways = (
            lambda lead: lead.action_set_lost(),
            lambda lead: lead.write({"active": False, "probability": 0}),
        )
        for way in ways:
            with (
                self.assertRaisesRegex(UserError, "why it is lost"),
                self.cr.savepoint(),
            ):
                way(leads)
        reason = self.env["crm.lost.reason"].create({"name": "Giá cao"})
        leads.action_set_lost(lost_reason_id=reason.id)
        self.assertEqual(leads.mapped("won_status"), ["lost", "lost"])
        with (
            self.assertRaisesRegex(UserError, "why it is lost"),
            self.cr.savepoint(),
        ):
            leads.lost_reason_id = False
        leads.action_restore()
        self.assertFalse(leads.lost_reason_id)
        # put away is not lost
        other = self._create_leads(1).with_user(self.manager)
        other.action_archive()
        self.assertFalse(other.active)

    def test_archiving_loses_what_somebody_gave_up(self):
        self.company.vn_lost_reason_required = True
        given_up, estimated, open_ = self._create_leads(3).with_user(self.manager)
        # what Odoo makes of the past: 20 for the first, nothing for the second
        for lead, estimate in ((given_up, 20), (estimated, 0), (open_, 20)):
            lead.sudo().write({"automated_probability": estimate, "probability": 20})
            lead.sudo().probability = 0 if lead != open_ else 20
        self.assertFalse(given_up.is_automated_probability)
        self.assertTrue(estimated.is_automated_probability)
        with (
            self.assertRaisesRegex(UserError, "why it is lost"),
            self.cr.savepoint(),
        ):
            (given_up + open_).action_archive()
        (estimated + open_).action_archive()
        self.assertEqual((estimated + open_).mapped("active"), [False, False])
        reason = self.env["crm.lost.reason"].create({"name": "Giá cao"})
        given_up.action_set_lost(lost_reason_id=reason.id)
        self.assertEqual(given_up.won_status, "lost")
        # nothing is asked of what was lost before
        given_up.with_context(active_test=False).active = False

    def test_lost_reason_is_required_of_what_is_entered_as_lost(self):
        self.company.vn_lost_reason_required = True
        Lead = self.env["crm.lead"].with_user(self.manager)
        values = {
            "name": "Năm ngoái",
            "type": "opportunity",
            "company_id": self.company.id,
            "active": False,
        }
        reason = self.env["crm.lost.reason"].create({"name": "Giá cao"})
        for way in (
            lambda: Lead.create([{"name": "Mới"}, {**values, "probability": 0}]),
            lambda: Lead.with_context(default_probability=0).create(values),
        ):
            with (
                self.assertRaisesRegex(UserError, "why it is lost: Năm ngoái"),
                self.cr.savepoint(),
            ):
                way()
        row = ["Năm ngoái", "opportunity", "0", "0", ""]
        fields = ["name", "type", "active", "probability", "lost_reason_id"]
        Import = Lead.with_context(import_file=True)
        [message] = Import.load(fields, [row])["messages"]
        self.assertIn("why it is lost", message["message"])
        result = Import.load(fields, [[*row[:-1], reason.name]])
        self.assertFalse(result["messages"])
        self.assertEqual(Lead.browse(result["ids"]).won_status, "lost")
        lead = Lead.create({**values, "probability": 0, "lost_reason_id": reason.id})
        self.assertEqual(lead.won_status, "lost")
        # put away is not lost, and a copy of what is lost is open
        self.assertFalse(Lead.create(values).active)
        self.assertTrue(lead.copy({"active": True}).active)
        self.company.vn_lost_reason_required = False
        lead = Lead.create({**values, "probability": 0})
        self.assertEqual(lead.won_status, "lost")

    def test_lost_reason_can_be_left_out_by_setting(self):
        lead = self._create_leads(1)
        wizard = (
            self.env["crm.lead.lost"]
            .with_user(self.manager)
            .create({"lead_ids": [(6, 0, lead.ids)]})
        )
        wizard.action_lost_reason_apply()
        self.assertEqual(lead.won_status, "lost")


@tagged("post_install", "-at_install")
class TestCustomFields(VnOpportunityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.lead_properties_definition = [
            {"name": "lead_floor", "string": "Số tầng", "type": "integer"},
            {
                "name": "lead_kind",
                "string": "Loại nhà",
                "type": "selection",
                "selection": [["a", "Nhà phố"], ["b", "Biệt thự"]],
            },
        ]
        definition = cls.env["properties.base.definition"]
        cls.definition = definition._get_definition_for_property_field(
            "res.partner", "properties"
        )
        cls.definition.properties_definition = [
            {
                "name": "partner_kind",
                "string": "loại nhà",
                "type": "selection",
                "selection": [["x", "Biệt thự"], ["y", "Nhà phố"]],
            },
            {"name": "partner_floor", "string": "Số tầng", "type": "integer"},
        ]

    def test_search_and_group(self):
        leads = self._create_leads(3)
        leads[0].lead_properties = {"lead_floor": 3, "lead_kind": "a"}
        leads[1].lead_properties = {"lead_floor": 5, "lead_kind": "b"}
        Lead = self.env["crm.lead"].with_user(self.manager)
        self.assertEqual(
            Lead.search([("lead_properties.lead_floor", "=", 5)]), leads[1]
        )
        groups = Lead._read_group(
            [("id", "in", leads.ids)], ["lead_properties.lead_kind"], ["__count"]
        )
        self.assertEqual(dict(groups), {"a": 1, "b": 1, False: 1})

    def test_carried_on_conversion(self):
        lead = self._create_leads(
            1, type="lead", contact_name="Nguyễn Văn Tư", user_id=self.manager.id
        )
        lead.lead_properties = {"lead_floor": 3, "lead_kind": "b"}
        wizard = (
            self.env["crm.lead2opportunity.partner"]
            .with_user(self.manager)
            .with_context(active_model="crm.lead", active_ids=lead.ids)
            .create({"name": "convert", "action": "create", "lead_id": lead.id})
        )
        wizard.action_apply()
        self.assertEqual(lead.type, "opportunity")
        self.assertEqual(lead.partner_id.name, "Nguyễn Văn Tư")
        self.assertEqual(
            dict(lead.partner_id.properties),
            {"partner_kind": "Biệt thự", "partner_floor": 3},
        )
        self.assertEqual(lead.lead_properties["lead_floor"], 3)

    def test_kept_in_another_team(self):
        """Odoo drops them; fields with the same label and type keep them."""
        other = self.env["crm.team"].create(
            {
                "name": "Kinh doanh Đà Nẵng",
                "lead_properties_definition": [
                    {"name": "there", "string": "số tầng", "type": "integer"},
                    {"name": "color", "string": "Màu sơn", "type": "char"},
                    {
                        "name": "kind",
                        "string": "Loại nhà",
                        "type": "selection",
                        "selection": [["p", "Biệt thự"], ["q", "Chung cư"]],
                    },
                ],
            }
        )
        leads = self._create_leads(2)
        leads[0].lead_properties = {"lead_floor": 7, "lead_kind": "b"}
        leads.write({"team_id": other.id})
        self.assertEqual(leads[0].lead_properties["there"], 7)
        self.assertEqual(leads[0].lead_properties["kind"], "Biệt thự")
        self.assertFalse(leads[1].lead_properties["there"])

    def test_export_and_import(self):
        self.manager.group_ids += self.env.ref("base.group_allow_export")
        customer = self.customer_person.with_user(self.manager)
        customer.properties = {"partner_floor": 4}
        exported = customer.export_data(["id", "properties.partner_floor"])["datas"]
        self.assertEqual(exported[0][1], 4)
        result = (
            self.env["res.partner"]
            .with_user(self.manager)
            .load(
                ["name", "properties.partner_floor", "properties.partner_kind"],
                [["Khách nhập từ tệp", "6", "x"]],
            )
        )
        self.assertFalse(result["messages"])
        imported = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(imported.properties["partner_floor"], 6)

    def test_shown_in_views(self):
        views = {
            "res.partner": ("form", "list", "search"),
            "crm.lead": ("form", "list", "search"),
        }
        for model, kinds in views.items():
            name = "properties" if model == "res.partner" else "lead_properties"
            for kind in kinds:
                arch = (
                    self.env[model]
                    .with_user(self.manager)
                    .get_view(view_type=kind)["arch"]
                )
                self.assertIn(f'name="{name}"', arch, f"{model} {kind}")
