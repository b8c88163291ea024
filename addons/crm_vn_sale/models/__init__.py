from . import res_partner
from . import res_partner_last_contact
from . import sale_order
