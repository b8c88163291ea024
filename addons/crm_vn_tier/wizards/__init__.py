from . import base_partner_merge
from . import crm_vn_tier_preview
from . import crm_vn_tier_preview_rule
from . import crm_vn_tier_preview_move
