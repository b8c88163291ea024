"""Write the files that the demo company is loaded from."""

from . import crm_vn_customer

crm_vn_customer.write()
