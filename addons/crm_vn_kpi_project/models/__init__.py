from . import crm_vn_fill
from . import crm_vn_kpi_report
from . import project_task
from . import res_partner
