from odoo.addons.crm_vn_location.tests.common import VnLocationCommon

__all__ = ["VnLocationCommon"]
