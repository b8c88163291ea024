from . import crm_vn_kpi_try
from . import crm_vn_kpi_try_line
