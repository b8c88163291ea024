from . import crm_vn_consent_record
from . import crm_vn_contact_check
from . import crm_vn_refusal_import
