from . import crm_vn_message
from . import sms_sms
from . import utm_campaign
