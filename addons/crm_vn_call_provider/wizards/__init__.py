from . import crm_vn_call_preset
from . import crm_vn_call_try
