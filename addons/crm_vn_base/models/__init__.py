from . import crm_vn_company_wizard_mixin
from . import crm_vn_condition_mixin
from . import crm_vn_protected_mixin
from . import crm_vn_cron_failure
from . import resource_calendar
from . import res_company
from . import res_company_hours
from . import res_partner
