from . import crm_vn_cron_run
from . import crm_vn_health_check
from . import crm_vn_health
from . import ir_cron
