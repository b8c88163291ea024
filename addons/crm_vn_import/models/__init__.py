from . import res_partner
from . import crm_vn_catalog_usage_mixin
from . import crm_vn_import_resolver
from . import crm_vn_vcard_places
from . import res_partner_match
