from . import crm_vn_care_line
from . import crm_vn_consent
from . import mail_activity
from . import mail_activity_plan
from . import mail_activity_plan_template
from . import res_partner
