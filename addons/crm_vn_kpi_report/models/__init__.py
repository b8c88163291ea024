from . import crm_vn_kpi_report
from . import crm_vn_kpi_report_cells
from . import crm_vn_kpi_report_blocks
from . import crm_vn_kpi_report_drill
from . import crm_vn_kpi_report_sheet
