from . import crm_vn_webhook_address
