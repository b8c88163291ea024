from . import crm_vn_kpi_metric
