from . import res_partner
from . import res_partner_page
from . import res_partner_documents
from . import sale_order
from . import crm_vn_fill
from . import crm_vn_health
