from . import crm_vn_campaign_add
from . import base_partner_merge
