from . import crm_vn_campaign_member
from . import crm_vn_eraser
from . import crm_vn_offer
from . import crm_vn_offer_line
from . import utm_campaign
