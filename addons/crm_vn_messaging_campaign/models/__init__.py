from . import crm_vn_message
from . import crm_vn_offer
from . import sms_sms
from . import utm_campaign
