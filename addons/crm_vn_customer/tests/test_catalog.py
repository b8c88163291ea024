from odoo.exceptions import AccessError, RedirectWarning, ValidationError
from odoo.tests import tagged

from .common import VnCustomerCommon

CATALOGS = (
    "crm.vn.customer.type",
    "crm.vn.customer.group",
    "crm.vn.channel",
    "crm.vn.customer.size",
    "crm.vn.relationship",
    "crm.vn.collaborator.group",
)


@tagged("post_install", "-at_install")
class TestCatalog(VnCustomerCommon):
    def _values(self, model, **values):
        if model == "crm.vn.customer.group":
            values.setdefault("type_id", self.type_company.id)
        return values

    def test_name_is_unique_whatever_case_and_accents(self):
        """A name that differs in case, accents or spaces only is refused."""
        for model in CATALOGS:
            Catalog = self.env[model].with_user(self.manager)
            Catalog.create(self._values(model, name="Đại lý cấp một"))
            for name in ("Đại lý cấp một", " dai  LY cap mot", "ĐẠI LÝ CẤP MỘT"):
                with (
                    self.subTest(model=model, name=name),
                    self.assertRaisesRegex(ValidationError, "Đại lý cấp một"),
                ):
                    Catalog.create(self._values(model, name=name))

    def test_name_is_unique_in_every_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        Channel = self.env["crm.vn.channel"].with_user(self.manager)
        one = Channel.create({"name": "Fair"})
        one.with_context(lang="vi_VN").name = "Hội chợ"
        two = Channel.create({"name": "Show"})
        with self.assertRaises(ValidationError):
            two.with_context(lang="vi_VN").name = "HOI CHO"
        two.with_context(lang="vi_VN").name = "Triển lãm"
        self.assertEqual(two.name, "Show")

    def test_name_is_unique_inside_one_create(self):
        with self.assertRaises(ValidationError):
            self.env["crm.vn.channel"].create([{"name": "Bán sỉ"}, {"name": "bán sỉ"}])

    def test_archived_name_says_so(self):
        self.channel_online.active = False
        with self.assertRaisesRegex(ValidationError, "archived"):
            self.env["crm.vn.channel"].create({"name": self.channel_online.name})

    def test_code_is_unique(self):
        Channel = self.env["crm.vn.channel"]
        Channel.create({"name": "Một", "code": "K1"})
        with self.assertRaisesRegex(ValidationError, "Một"):
            Channel.create({"name": "Hai", "code": "k1"})

    def test_name_is_unique_per_company(self):
        """Two companies may use the same name; a shared entry is in both."""
        Channel = self.env["crm.vn.channel"]
        Channel.create({"name": "Kênh X", "company_id": self.company.id})
        Channel.create({"name": "Kênh X", "company_id": self.company_2.id})
        with self.assertRaises(ValidationError):
            Channel.create({"name": "kênh x"})

    def test_texts_are_stored_composed(self):
        decomposed = "Khách quye\u0302\u0301n \u00a0 cu\u0303"
        channel = self.env["crm.vn.channel"].create({"name": decomposed})
        self.assertEqual(channel.name, "Khách quyến cũ")

    def test_copy_gets_a_name_of_its_own(self):
        both = self.channel_direct | self.channel_online
        copies = both.copy()
        self.assertEqual(len(set(copies.mapped("name"))), 2)
        self.assertFalse(set(copies.mapped("name")) & set(both.mapped("name")))

    def test_copy_again_and_in_another_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.channel_direct.with_context(lang="vi_VN").name = "Bán trực tiếp"
        entry = self.channel_direct.with_user(self.manager)
        names = set()
        for lang in ("en_US", "vi_VN", "vi_VN", "en_US"):
            copy = entry.with_context(lang=lang).copy()
            names.add(copy.name)
        self.assertEqual(len(names), 4)
        twins = (entry | copy).with_context(lang="en_US").copy()
        self.assertEqual(len(set(twins.mapped("name")) | names), 6)

    def test_customer_count_opens_exactly_those(self):
        self.env.invalidate_all()
        for entry in (
            self.group_retail,
            self.type_company,
            self.relationship_customer,
            self.collaborator_group,
            self.source,
        ):
            entry = entry.with_user(self.user_all)
            action = entry.action_view_customers()
            found = self.env["res.partner"].with_user(self.user_all)
            with self.subTest(entry=entry.display_name):
                self.assertEqual(entry.customer_count, 1)
                self.assertEqual(
                    found.search_count(action["domain"]), entry.customer_count
                )

    def test_used_entry_is_not_deleted(self):
        """The error names the number of customers and archives at a click."""
        self.env["crm.lead"].create(
            {"name": "L", "vn_group_ids": [(6, 0, self.group_retail.ids)]}
        )
        self.customer_company.vn_group_ids |= self.group_retail
        self.customer_company.active = False
        group = self.group_retail.with_user(self.manager)
        with self.assertRaises(RedirectWarning) as caught:
            group.unlink()
        message, action_id, __, context = caught.exception.args
        self.assertIn("2 customers and 1 leads", message)
        self.assertIn(group.name, message)
        self.env["ir.actions.server"].with_user(self.manager).browse(
            action_id
        ).with_context(**context).run()
        self.assertFalse(group.active)
        self.assertEqual(self.customer_person.vn_group_ids, self.group_retail)

    def test_used_source_and_industry_are_not_deleted(self):
        self.customer_person.industry_id = self.industry
        with self.assertRaisesRegex(RedirectWarning, "1 customers"):
            self.industry.with_user(self.manager).unlink()
        with self.assertRaisesRegex(ValidationError, "1 customers"):
            self.source.with_user(self.manager).unlink()

    def test_unused_entry_is_deleted(self):
        for model in CATALOGS:
            entry = self.env[model].create(self._values(model, name="Không ai dùng"))
            entry.with_user(self.manager).unlink()
            self.assertFalse(entry.exists())

    def test_salesperson_reads_manager_writes(self):
        for model in CATALOGS:
            Catalog = self.env[model]
            with self.subTest(model=model):
                self.assertTrue(Catalog.with_user(self.employee).search([], limit=1))
                for user in (self.user_own, self.user_all):
                    with self.assertRaises(AccessError):
                        Catalog.with_user(user).create(self._values(model, name="X"))
                    with self.assertRaises(AccessError):
                        Catalog.with_user(user).search([], limit=1).name = "X"

    def test_other_company_sees_shared_entries_only(self):
        Channel = self.env["crm.vn.channel"]
        own = Channel.create({"name": "Riêng", "company_id": self.company.id})
        shared = Channel.create({"name": "Chung"})
        theirs = Channel.with_user(self.user_2).search([])
        self.assertIn(shared, theirs)
        self.assertNotIn(own, theirs)

    def test_entry_of_another_company_is_refused(self):
        own = self.env["crm.vn.channel"].create(
            {"name": "Riêng", "company_id": self.company_2.id}
        )
        self.customer_person.company_id = self.company
        with self.assertRaisesRegex(ValidationError, "Công ty Hai"):
            self.customer_person.vn_channel_id = own

    def test_default_entries_are_there_in_both_languages(self):
        """Ten relationships, eight types, four sizes; Vietnamese by translation."""
        expected = {
            "crm.vn.relationship": 10,
            "crm.vn.customer.type": 8,
            "crm.vn.customer.size": 4,
        }
        for model, number in expected.items():
            found = self.env["ir.model.data"].search_count(
                [
                    ("module", "=", "crm_vn_customer"),
                    ("model", "=", model),
                    ("noupdate", "=", True),
                ]
            )
            self.assertEqual(found, number, model)
        self.env["res.lang"]._activate_lang("vi_VN")
        self.env["ir.module.module"].search(
            [("name", "=", "crm_vn_customer")]
        )._update_translations(["vi_VN"])
        relationship = self.relationship_vip.with_context(lang="vi_VN")
        self.assertEqual(relationship.name, "VIP")
        self.assertEqual(
            self.relationship_customer.with_context(lang="vi_VN").name, "Đang mua hàng"
        )

    def test_one_default_relationship(self):
        Relationship = self.env["crm.vn.relationship"]
        self.assertEqual(Relationship._get_default(), self.relationship_new)
        with self.assertRaisesRegex(ValidationError, self.relationship_new.name):
            self.relationship_vip.is_default = True
        own = Relationship.create(
            {
                "name": "Mới của Hai",
                "is_default": True,
                "company_id": self.company_2.id,
            }
        )
        self.assertEqual(Relationship._get_default(self.company_2), own)
        self.assertEqual(Relationship._get_default(), self.relationship_new)
