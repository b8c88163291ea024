from . import test_kpi_campaign
