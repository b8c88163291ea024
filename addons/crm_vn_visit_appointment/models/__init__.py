from . import crm_vn_visit_window_mixin
from . import crm_vn_visit_route_line
from . import crm_vn_visit_route
from . import crm_vn_visit
