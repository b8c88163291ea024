from . import crm_vn_vcard_places
