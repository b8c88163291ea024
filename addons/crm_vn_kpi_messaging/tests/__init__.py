from . import test_kpi_messages
