from . import crm_vn_fill
from . import mailing_mailing
from . import mailing_trace
