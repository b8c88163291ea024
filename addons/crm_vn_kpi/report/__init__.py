from . import crm_vn_kpi_activity
from . import crm_vn_kpi_comment
