from odoo.addons.crm_vn_consent.tests.common import VnConsentCommon

__all__ = ["VnConsentCommon"]
