from . import crm_vn_care_report
