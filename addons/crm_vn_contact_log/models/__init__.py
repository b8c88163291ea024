from . import res_partner
from . import calendar_event
from . import mail_activity
from . import mail_message
from . import res_company
from . import res_config_settings
from . import res_partner_contact_facts
from . import res_partner_forgotten
