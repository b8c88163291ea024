from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_open

from ..models.ir_module import RECORD, WORDS


@tagged("post_install", "-at_install")
class TestWords(TransactionCase):
    """Odoo's own terms say the words of the suite, in Vietnamese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.env["ir.module.module"]._vn_load_words()
        cls.fields = cls.env["ir.model.fields"].with_context(lang="vi_VN")

    def label(self, model, name):
        return self.fields._get(model, name).field_description

    def test_one_word_for_who_is_in_charge(self):
        for model in ("res.partner", "crm.lead"):
            self.assertEqual(self.label(model, "user_id"), "Người phụ trách")

    def test_words_of_the_glossary(self):
        for model, name, word in (
            ("res.partner", "ref", "Mã khách hàng"),
            ("res.partner", "industry_id", "Lĩnh vực"),
            ("res.partner", "state_id", "Tỉnh/Thành phố"),
            ("crm.lead", "lost_reason_id", "Lý do thất bại"),
        ):
            self.assertEqual(self.label(model, name), word)

    def test_what_was_english(self):
        view = self.env.ref("crm.view_crm_lead2opportunity_partner")
        arch = view.with_context(lang="vi_VN").arch_db
        self.assertNotIn("Don't link to a company", arch)
        self.assertIn("Không gắn với công ty", arch)

    def test_names_of_the_addons(self):
        """The list of apps has one pattern, in both languages."""
        for lang, name in (
            ("vi_VN", "CRM Việt Nam: Khách hàng"),
            ("en_US", "Vietnam CRM: Customers"),
        ):
            addon = self.env.ref("base.module_crm_vn_customer")
            self.assertEqual(addon.with_context(lang=lang).shortdesc, name)

    def test_english_stays_english(self):
        fields = self.env["ir.model.fields"].with_context(lang="en_US")
        self.assertEqual(
            fields._get("res.partner", "user_id").field_description, "Salesperson"
        )

    def test_they_are_there_after_odoo_loads_its_own(self):
        self.env["ir.module.module"]._load_module_terms(
            ["base", "crm"], ["vi_VN"], overwrite=True
        )
        self.env.invalidate_all()
        self.assertEqual(self.label("crm.lead", "user_id"), "Người phụ trách")

    def test_those_of_the_addon_that_is_loaded(self):
        """A word is loaded with every addon that has its record, and with no other."""
        with file_open(WORDS) as stream:
            text = stream.read()
        self.assertEqual(len(RECORD.findall(text)), text.count("\n#: model"))
        addons = self.env["ir.module.module"]
        records = addons._vn_records_with_words(["crm"])
        self.assertIn("crm.view_crm_lead2opportunity_partner", records)
        self.assertNotIn("mail.mail_activity_data_meeting", records)
        # a field that two addons define is one record
        field = self.env.ref("calendar.field_res_partner__meeting_count")
        self.env["ir.model.data"].create(
            {
                "module": "crm_vn_x",
                "name": "field_res_partner__meeting_count",
                "model": field._name,
                "res_id": field.id,
            }
        )
        self.assertEqual(
            addons._vn_records_with_words(["crm_vn_x"]),
            {"calendar.field_res_partner__meeting_count"},
        )
        name = "base.module_crm_vn_customer"
        self.assertIn(name, addons._vn_records_with_words(["crm_vn_customer"]))

    def test_data_that_updates_leave_alone(self):
        """Odoo's translation is replaced, a person's is not."""
        meeting = self.env.ref("mail.mail_activity_data_meeting")
        meeting = meeting.with_context(lang="vi_VN")
        self.assertEqual(meeting.name, "Cuộc hẹn")
        for before, after in (("Cuộc họp", "Cuộc hẹn"), ("Gặp mặt", "Gặp mặt")):
            meeting.name = before
            self.env["ir.module.module"]._vn_load_words()
            self.assertEqual(meeting.name, after)
