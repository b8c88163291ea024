from . import crm_vn_feedback_answer
from . import crm_vn_feedback_case
from . import crm_vn_feedback_request
from . import res_company
from . import res_config_settings
from . import sms_sms
