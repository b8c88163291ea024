from . import crm_vn_tier
from . import crm_vn_tier_move
from . import res_partner
from . import res_partner_tier_review
from . import product_pricelist
from . import account_move
from . import account_partial_reconcile
from . import crm_lead
