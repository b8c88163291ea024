from . import crm_vn_call_log
