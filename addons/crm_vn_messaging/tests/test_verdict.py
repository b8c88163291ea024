from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.crm_vn_base.tools.mark import marked
from odoo.addons.crm_vn_messaging.models.sms_sms import PURPOSE

from .common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestVerdict(VnMessagingCommon):
    """Who may be written to, and when."""

    def advert(self, partners):
        composer = (
            self.env["sms.composer"]
            .with_user(self.user_all)
            .create(
                {
                    "composition_mode": "mass",
                    "res_model": "res.partner",
                    "res_ids": repr(partners.ids),
                    "body": "Khuyen mai",
                    "mass_keep_log": False,
                }
            )
        )
        self.assertEqual(composer.vn_purpose, "advert")
        composer.action_send_sms()
        return self.env["crm.vn.message"].search(
            [("partner_id", "in", partners.ids)], order="id"
        )

    def people(self, count):
        return self.Partner.create(
            [
                {
                    "name": f"Khách {number}",
                    "phone": phone,
                    "vn_relationship_id": self.relationship_customer.id,
                }
                for number, phone in enumerate(self.numbers(count, 5000))
            ]
        )

    def test_the_sender_is_chosen(self):
        """One of the company's brands, for this purpose; no other, whoever says so."""
        values = {"active": True, "key": "k2", "url": self.double.url}
        second = self.provider.copy({**values, "brand": "HAIAU"})
        adverts = second.copy({**values, "brand": "QUANGCAO", "scope": "advert"})
        strange = second.copy({**values, "company_id": self.company_2.id})
        composers = self.env["sms.composer"].with_user(self.user_own)
        context = {
            "default_composition_mode": "comment",
            "default_res_model": "res.partner",
            "default_res_id": self.person.id,
        }
        with Form(composers.with_context(**context)) as form:
            form.body = "Chao chi"
            self.assertEqual(form.vn_provider_id, self.provider)
            self.assertEqual(form.vn_provider_ids[:], self.provider | second)
            form.vn_provider_id = second
            self.assertIn("HAIAU", form.vn_summary)
            composer = form.save()
        composer.action_send_sms()
        for wrong in (adverts, strange):
            values = {"body": "Chao chi", "vn_provider_id": wrong.id}
            composers.with_context(**context).create(values).action_send_sms()
        self.work()
        brands = [asked["Brandname"] for _path, asked in self.double.asked]
        self.assertEqual(brands, ["HAIAU", "SAOMAI", "SAOMAI"])

    @freeze_time("2026-07-01 03:00:00")
    def test_no_consent_no_advert(self):
        yes, no, never = self.people(3)
        self.agree(yes | no, "sms")
        no._vn_record_consent("sms", "advert", "withdrawn", "reply")
        messages = self.advert(yes | no | never)
        self.work()
        self.assertEqual(list(self.double.sent), [f"0{yes.vn_contact_number[3:]}"])
        self.assertEqual(
            {m.partner_id: m.verdict for m in messages},
            {yes: "ok", no: "blacklisted", never: "no_consent"},
        )
        self.assertEqual(messages.mapped("is_bulk"), [True] * 3)
        self.assertFalse(yes.vn_last_contact_date, "bulk is no contact")

    def test_advert_waits_for_the_morning(self):
        customer = self.people(1)
        with freeze_time("2026-07-01 15:30:00"):  # 22:30 in Vietnam
            self.agree(customer, "sms")
            message = self.advert(customer | self.person)[-1]
            message = message.search([("partner_id", "=", customer.id)])
            self.work()
            self.assertEqual(message.state, "held")
            self.assertEqual(str(message.not_before), "2026-07-02 00:00:00")
            sms = self.env["sms.sms"].search([("uuid", "=", message.uuid)])
            domain = sms._vn_get_queue_domain()
            self.assertFalse(sms.search_count(domain), "the cron does not spin")
            triggers = self.env["ir.cron.trigger"].search(
                [("cron_id", "=", self.queue.id)]
            )
            self.assertIn(message.not_before, triggers.mapped("call_at"))
        with freeze_time("2026-07-01 23:59:00"):
            self.work()
            self.assertFalse(self.double.sent)
        with freeze_time("2026-07-02 00:00:00"):
            self.work()
            self.assertEqual(message.state, "accepted")

    @freeze_time("2026-07-01 03:00:00")
    def test_limit_of_a_day(self):
        customer = self.people(1)
        self.agree(customer, "sms")
        for _number in range(4):
            self.env["sms.sms"].create(
                {
                    "number": customer.phone,
                    "partner_id": customer.id,
                    "body": "Khuyen mai",
                    "vn_purpose": "advert",
                    "vn_company_id": self.company.id,
                }
            )
        self.work()
        messages = self.env["crm.vn.message"].search(
            [("partner_id", "=", customer.id)], order="id"
        )
        self.assertEqual(
            messages.mapped("state"), ["accepted"] * 3 + ["held"], "three a day"
        )
        self.assertEqual(messages[3].verdict, "cap")

    @freeze_time("2026-07-01 03:00:00")
    def test_refusal_is_shown_on_the_customer(self):
        self.person.vn_do_not_contact = True
        message = self.send()
        self.work()
        self.assertEqual(message.state, "refused")
        notice = message.mail_message_id.notification_ids
        self.assertEqual(notice.notification_status, "canceled")
        self.assertIn("contacted", notice.failure_reason)

    @freeze_time("2026-07-01 03:00:00")
    def test_bare_numbers(self):
        number = self.numbers(1, 9000)[0]
        self.env["phone.blacklist"].create({"number": number})
        listed = self.put(number)
        owner = self.put(self.person.phone)
        advert = self.put(self.numbers(1, 9001)[0], vn_purpose="advert")
        self.person.vn_do_not_contact = True
        self.work()
        self.assertEqual(listed.vn_message_id.verdict, "blacklisted")
        self.assertEqual(owner.vn_message_id.verdict, "do_not_contact")
        self.assertEqual(owner.vn_message_id.partner_id, self.person)
        self.assertEqual(advert.vn_message_id.verdict, "no_consent")
        self.assertFalse(self.double.asked)

    @freeze_time("2026-07-01 03:00:00")
    def test_dialog_says_what_will_happen(self):
        people = self.people(3)
        self.agree(people[0], "sms")
        form = Form(
            self.env["sms.composer"]
            .with_user(self.user_all)
            .with_context(
                default_composition_mode="mass",
                default_res_model="res.partner",
                default_res_ids=repr(people.ids),
            )
        )
        form.body = "Khuyến mãi " + "a" * 60
        self.assertIn("2 parts", form.vn_summary)
        self.assertIn("SAOMAI", form.vn_summary)
        self.assertIn(">1</span> Allowed", form.vn_summary)
        self.assertIn(">2</span> No consent", form.vn_summary)
        form.vn_strip_accents = True
        self.assertTrue(form.body.startswith("Khuyen mai"))
        self.assertIn("1 parts", form.vn_summary)

    def test_without_accents(self):
        self.provider.strip_accents = True
        message = self.send(text="Chào chị Ánh, đơn đã giao")
        self.assertEqual(message.body, "Chao chi Anh, don da giao")

    def test_last_contact(self):
        message = self.send()
        self.work()
        self.assertEqual(self.person.vn_last_contact_kind, "message")
        self.assertEqual(self.person.vn_last_contact_user_id, self.user_own)
        self.person._vn_contact_refresh()
        self.assertEqual(self.person.vn_last_contact_res_id, message.id)

    def test_take_back(self):
        message = self.send()
        with self.assertRaises(AccessError):
            message.with_user(self.user_all).action_cancel()
        message.with_user(self.user_own).action_cancel()
        self.work()
        self.assertEqual(message.state, "cancelled")
        self.assertFalse(self.double.asked)

    def test_the_way_to_refuse_stands_there_from_the_start(self):
        """A new gateway has it, in signs that cost no part more."""
        fresh = self.env["crm.vn.sms.provider"].new({"name": "Mới"})
        self.assertIn("{link}", fresh.advert_footer)
        self.assertTrue(fresh.advert_footer.isascii())

    def test_an_advert_carries_the_way_to_refuse_it(self):
        """Once, to the person alone: the log does not show the key."""
        self.provider.advert_footer = "Từ chối: {link}"
        self.agree(self.person, "sms")
        partner = marked(self.person, PURPOSE, vn_sms_purpose="advert")
        with freeze_time("2027-07-01 03:00:00"):
            message = self.send(partner, "Giảm giá")
            self.work()
        self.assertEqual(message.state, "accepted")
        [(_path, asked)] = self.double.asked
        text = asked["Content"]
        link = text.rpartition(" ")[2]
        self.assertIn("/vn/consent/", link)
        self.assertTrue(text.startswith("Giảm giá\nTừ chối: http"))
        self.assertIn("/vn/consent/…", message.body)
        self.assertNotIn(link, message.body)
        self.assertGreater(message.parts, 1)
        self.assertNotIn("/vn/consent/", self.send(text="Chào chị").body)
        again = self.provider._add_footer(text, "advert", self.person)
        self.assertEqual(again, text)
