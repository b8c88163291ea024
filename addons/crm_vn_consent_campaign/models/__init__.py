from . import crm_vn_campaign_member
from . import utm_campaign
