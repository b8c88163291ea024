from . import base_partner_merge
from . import crm_vn_snooze
from . import mail_compose_message
