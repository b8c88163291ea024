from odoo.addons.crm_vn_contract.tests.common import VnContractCommon

__all__ = ["VnContractCommon"]
