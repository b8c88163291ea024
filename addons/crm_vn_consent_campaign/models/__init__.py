from . import crm_vn_campaign_member
from . import crm_vn_eraser
from . import utm_campaign
