from . import base_partner_merge
from . import crm_vn_document_generate
from . import crm_vn_document_generate_line
from . import crm_vn_document_generate_result
