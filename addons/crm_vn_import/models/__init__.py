from . import base
from . import res_partner
from . import crm_vn_catalog_usage_mixin
from . import crm_vn_import_resolver
from . import res_partner_match
from . import res_partner_cells
from . import res_partner_place
from . import res_partner_relations
