from . import customer_kpi
