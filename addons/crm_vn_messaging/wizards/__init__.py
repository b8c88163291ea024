from . import crm_vn_sms_try
from . import sms_composer
