from . import (
    crm_lead_lost,
    crm_vn_assignment_preview,
    crm_vn_assignment_preview_line,
)
