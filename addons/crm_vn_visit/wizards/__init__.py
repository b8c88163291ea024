from . import crm_vn_visit_skip
from . import crm_vn_visit_generate
from . import crm_vn_visit_add
from . import base_partner_merge
