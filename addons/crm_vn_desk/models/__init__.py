from . import crm_vn_desk
from . import res_partner
from . import crm_vn_desk_scope
from . import ir_ui_menu
from . import mail_activity
from . import mail_activity_type
from . import res_config_settings
