from . import res_country_state
