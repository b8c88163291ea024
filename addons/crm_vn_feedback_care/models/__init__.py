from . import crm_vn_care_line
from . import crm_vn_contact_verdict
from . import crm_vn_feedback_case
