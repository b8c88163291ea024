from . import crm_vn_campaign_state
from . import crm_vn_campaign_member
from . import crm_vn_campaign_share
from . import crm_vn_offer
from . import crm_vn_offer_line
from . import utm_campaign
from . import utm_campaign_members
from . import res_partner
