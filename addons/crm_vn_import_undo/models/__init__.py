from . import crm_vn_import
from . import crm_vn_import_change
from . import crm_vn_import_resolver
from . import res_partner
