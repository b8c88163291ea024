from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon


@tagged("post_install", "-at_install")
class TestRegistry(VnRegistryCommon):
    def test_documents(self):
        self.check_every_document_is_registered()
        self.check_what_is_planned_and_done_counts_alike()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()

    def test_events_of_other_addons(self):
        """What the addons above say of their documents can give points."""
        events = {
            "visit": {
                "label": "Ghé thăm",
                "model": "crm.lead",
                "partner": "partner_id",
                "date": "create_date",
                "domain": [],
            }
        }
        partner = type(self.env["res.partner"])
        self.patch(partner, "_vn_customer_events", lambda this: events)
        names = dict(self.env["crm.vn.score.rule"]._selection_event())
        self.assertEqual(names["visit"], "Ghé thăm")
        self.assertIn("won", names)
