from . import crm_vn_campaign_member
from . import crm_vn_feedback_case
from . import utm_campaign
