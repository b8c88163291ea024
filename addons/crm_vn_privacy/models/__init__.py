from . import crm_vn_privacy_term
from . import crm_vn_privacy_request
from . import crm_vn_privacy_reminder
from . import crm_vn_person_export
