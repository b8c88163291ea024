from . import crm_vn_care_line
from . import crm_vn_message
from . import mail_activity_plan_template
