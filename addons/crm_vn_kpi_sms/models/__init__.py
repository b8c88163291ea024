from . import crm_vn_kpi_sms
from . import mail_notification
