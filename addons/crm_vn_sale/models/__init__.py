from . import base_partner_merge
from . import res_partner
from . import sale_order
