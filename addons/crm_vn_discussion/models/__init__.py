from . import crm_vn_unread
from . import res_partner
from . import ir_attachment
from . import mail_activity
from . import mail_message
from . import mail_thread
from . import res_company
from . import res_config_settings
