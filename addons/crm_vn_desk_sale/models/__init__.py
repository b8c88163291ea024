from . import crm_vn_desk
from . import crm_vn_desk_kpi
from . import crm_vn_kpi_sheet
from . import crm_vn_kpi_sheet_line
from . import res_partner
