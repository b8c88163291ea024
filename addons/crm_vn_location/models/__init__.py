from . import crm_vn_area, crm_vn_area_engine
from . import crm_vn_address_mixin
from . import crm_vn_address_change
from . import crm_lead
from . import res_city, res_city_locate, res_city_units
from . import res_country_state
from . import res_partner, res_partner_conversion
