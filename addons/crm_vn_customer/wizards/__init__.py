from . import base_partner_merge
from . import crm_vn_viewer
from . import crm_vn_snooze
from . import crm_vn_customer_change
from . import base_partner_merge_contact
from . import base_partner_merge_activities
from . import mail_compose_message
