import re
from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import VnConsentCommon

#: what boxes about consent are called
CONSENT = re.compile(r"consent|agree|opt_?in|accept")


@tagged("post_install", "-at_install")
class TestLedger(VnConsentCommon):
    """Rows of the ledger are added by its own doors and never changed."""

    def test_no_door_writes_it(self):
        row = self.person._vn_record_consent("sms", "advert", "given", "form")
        values = {
            "partner_id": self.person.id,
            "channel": "sms",
            "purpose": "advert",
            "state": "given",
            "method": "form",
            "date": fields.Datetime.now(),
            "company_id": self.company.id,
        }
        admin = self.env.ref("base.user_admin")
        for user in (
            admin,
            self.manager,
            self.user_own,
            self.env.ref("base.user_root"),
        ):
            ledger = self.env["crm.vn.consent"].with_user(user)
            for forged in (True, "engine", object()):
                ledger = ledger.with_context(_vn_engine=forged)
                with self.assertRaises(UserError):
                    ledger.create(values)
                with self.assertRaises(UserError):
                    ledger.browse(row.id).write({"state": "withdrawn"})
                with self.assertRaises(UserError):
                    ledger.browse(row.id).unlink()
        with self.assertRaises(UserError):
            self.person.vn_consent_ids = [fields.Command.create(values)]
        with self.assertRaises(UserError):
            self.person.vn_consent_ids = [fields.Command.clear()]

    def test_no_consent_of_tomorrow(self):
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        with self.assertRaises(UserError):
            self.person._vn_record_consent("sms", "advert", "given", "form", tomorrow)

    def test_the_dialog_asks_for_the_proof(self):
        self.person.user_id = self.user_own
        wizard = Form(
            self.env["crm.vn.consent.record"]
            .with_user(self.user_own)
            .with_context(default_partner_ids=self.person.ids)
        )
        self.assertFalse(wizard.state, "nothing is ticked beforehand")
        wizard.channel = "sms"
        wizard.state = "given"
        wizard.method = "paper"
        record = wizard.save()
        with self.assertRaisesRegex(UserError, "prove"):
            record.action_record()
        record.note = "Phiếu số 12, tủ hồ sơ A"
        record.action_record()
        row = self.person.vn_consent_ids
        self.assertEqual((row.state, row.user_id), ("given", self.user_own))
        self.assertEqual(row.address, "+84912000111")

    def test_nobody_records_for_whom_he_may_not_write(self):
        wizard = (
            self.env["crm.vn.consent.record"]
            .with_user(self.user_2)
            .create(
                {
                    "partner_ids": self.person.ids,
                    "channel": "sms",
                    "state": "withdrawn",
                    "method": "hand",
                }
            )
        )
        self.person.company_id = self.company
        with self.assertRaises(UserError):
            wizard.action_record()
        self.assertFalse(self.person.vn_consent_ids)

    def test_a_text_that_was_shown_stays(self):
        text = self.env.ref("crm_vn_consent.crm_vn_consent_text_1").copy()
        text.body = "Còn sửa được"
        self.person._vn_record_consent(
            "sms", "advert", "given", "form", text_id=text.id
        )
        with self.assertRaises(UserError):
            text.with_user(self.officer).body = "Không sửa được nữa"
        with self.assertRaises(UserError):
            text.with_user(self.officer).unlink()

    def test_copy_takes_no_consent_along(self):
        self.agree(self.person, "sms")
        copies = (self.person | self.customer_person).copy()
        self.assertFalse(copies.vn_consent_ids)

    def test_merge_moves_the_ledger(self):
        self.agree(self.person, "sms")
        double = self.person.copy({"name": "Ngô Thị Mơ (2)"})
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.person | double).ids, double
        )
        self.assertEqual(double.vn_consent_ids.mapped("state"), ["given"])

    def test_consent_of_a_bare_number(self):
        ledger = self.env["crm.vn.consent"]
        ledger._record("sms", "advert", "withdrawn", "reply", address="+84912000111")
        verdict = self.person._vn_contact_verdicts("sms", "advert")[self.person.id]
        self.assertIn(verdict[1], ("withdrawn", "blacklisted"))

    def test_old_contacts_are_deleted(self):
        """The cron deletes by age what may be deleted, and keeps what is younger."""
        log = self.env["crm.vn.contact.log"].sudo()._vn_as_engine()
        log.search([]).unlink()
        now = fields.Datetime.now()
        for days in (800, 30):
            self.person._vn_register_contact("call", "care", now - timedelta(days))
        rule = self.env["crm.vn.retention.rule"].search(
            [("model_id.model", "=", "crm.vn.contact.log")]
        ) or self.env["crm.vn.retention.rule"].create(
            {"model_id": self.env["ir.model"]._get_id("crm.vn.contact.log")}
        )
        rule.months = 24
        with self.enter_registry_test_mode():
            self.env.ref("crm_vn_consent.ir_cron_delete_old").method_direct_trigger()
        self.assertEqual(len(log.search([])), 1)
        self.assertEqual((rule.last_count, rule.last_error), (1, False))

    def test_nothing_is_ticked_beforehand(self):
        """No dialog proposes consent, and no page or view has a box that is ticked."""
        dialog = self.env["crm.vn.consent.record"].with_user(self.user_all)
        proposed = dialog.default_get(["state", "channel", "method", "text_id"])
        self.assertFalse(proposed.keys() & {"state", "channel", "method", "text_id"})
        views = self.env["ir.ui.view"].search([("key", "=like", "crm_vn_%")])
        for view in views | self.env["ir.ui.view"].search(
            [("model", "=like", "crm.vn.consent%")]
        ):
            with self.subTest(view=view.xml_id):
                tree = etree.fromstring(view.arch_db)
                ticked = tree.xpath("//input[@checked or @t-att-checked='1']")
                self.assertFalse(ticked)
                self.assertFalse(tree.xpath("//option[@selected]"))

    def test_no_form_of_the_suite_ticks_consent(self):
        """Each model that people can fill in: what it proposes agrees to nothing."""
        asked = 0
        for name, model in self.env.registry.items():
            if model._abstract or not name.startswith(("crm.vn.", "res.partner")):
                continue
            ledger = [
                field.name
                for field in model._fields.values()
                if field.type == "selection"
                and {"given", "withdrawn"} <= set(field.get_values(self.env))
            ]
            boxes = [
                field.name
                for field in model._fields.values()
                if field.type == "boolean" and CONSENT.search(field.name)
            ]
            asked += len(ledger) + len(boxes)
            proposed = self.env[name].default_get([*ledger, *boxes])
            for field_name in (*ledger, *boxes):
                with self.subTest(model=name, field=field_name):
                    self.assertFalse(proposed.get(field_name))
        self.assertGreaterEqual(asked, 2, "the ledger and its dialog at least")

    def test_why_at_any_moment(self):
        """The word that held then, with its proof; what came later says nothing."""
        text = self.env.ref("crm_vn_consent.crm_vn_consent_text_1")
        say = self.person._vn_record_consent
        say(
            "sms",
            "advert",
            "given",
            "paper",
            self.at(2026, 3, 1, 9),
            text_id=text.id,
            note="Tủ A",
        )
        say("sms", "advert", "withdrawn", "reply", self.at(2026, 6, 1, 9))
        self.person._vn_register_contact("sms", "advert", self.at(2026, 5, 1, 8))
        check = self.env["crm.vn.contact.check"].with_user(self.user_all)
        values = {"partner_ids": self.person.ids, "channel": "sms"}
        may = check.create({**values, "when": self.at(2026, 5, 1, 12)})
        for word in ("Given on", "Paper", "text shown: 1", "Tủ A", "before: 1"):
            self.assertIn(word, may.grounds)
        june = check.create({**values, "when": self.at(2026, 6, 2, 12)})
        for word in ("Withdrawn on", "Reply", "before: 0"):
            self.assertIn(word, june.grounds)
        early = check.create({**values, "when": self.at(2026, 2, 1, 12)})
        self.assertIn("no word", early.grounds)
        both = check.create({"partner_ids": (self.person | self.customer_person).ids})
        self.assertFalse(both.grounds)
