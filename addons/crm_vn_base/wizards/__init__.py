from . import base_partner_merge
from . import crm_vn_holiday_proposal
