"""Write the files that the demo company is loaded from."""

from . import crm_vn_customer, products

crm_vn_customer.write()
products.write()
