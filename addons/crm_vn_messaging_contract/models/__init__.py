from . import crm_vn_contract
from . import crm_vn_contract_reminder_step
