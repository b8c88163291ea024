from . import crm_vn_address_conversion, crm_vn_address_conversion_line
from . import base_partner_merge
