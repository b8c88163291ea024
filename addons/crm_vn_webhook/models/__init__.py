from . import crm_vn_webhook_event
from . import crm_vn_webhook_mixin
from . import ir_http
from . import crm_vn_health
