from . import crm_vn_feedback_set
from . import crm_vn_feedback_question
from . import crm_vn_feedback_request
from . import crm_vn_feedback_answer
from . import crm_vn_feedback_case
from . import res_company
from . import res_config_settings
from . import res_partner
