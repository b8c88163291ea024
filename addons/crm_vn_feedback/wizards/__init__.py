from . import crm_vn_feedback_ask
from . import crm_vn_feedback_hide
