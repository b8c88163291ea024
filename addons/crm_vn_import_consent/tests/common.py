from odoo.addons.crm_vn_consent.tests.common import VnConsentCommon
from odoo.addons.crm_vn_import.tests.import_common import ImportCase


class VnImportConsentCommon(ImportCase, VnConsentCommon):
    """Lists that say who agreed to adverts."""

    HEADINGS = (
        *("Tên khách hàng", "Điện thoại", "Email", "Agreed to adverts by"),
        *("Agreed on", "Agreed how", "Proof of consent"),
    )

    def words(self, partner):
        """Return what the ledger holds of a customer: channel, state, method."""
        partner.invalidate_recordset()
        return sorted(
            (row.channel, row.state, row.method) for row in partner.vn_consent_ids
        )
