from . import crm_vn_campaign_member
from . import crm_vn_offer
from . import crm_vn_offer_line
from . import crm_vn_offer_product
from . import sale_order
from . import utm_campaign
