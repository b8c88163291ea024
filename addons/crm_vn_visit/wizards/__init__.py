from . import crm_vn_visit_skip, crm_vn_visit_generate, crm_vn_visit_add
from . import base_partner_merge
