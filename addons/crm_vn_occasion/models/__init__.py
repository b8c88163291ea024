from . import crm_vn_occasion
from . import crm_vn_desk
from . import mail_activity_plan
from . import res_partner
