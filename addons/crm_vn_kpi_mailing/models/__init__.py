from . import crm_vn_kpi_email
from . import mailing_mailing
from . import mailing_trace
