from . import crm_vn_viewer
