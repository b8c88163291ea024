from . import base_partner_merge
from . import crm_vn_score_backtest
from . import crm_vn_score_rule_preview
from . import crm_vn_score_threshold
