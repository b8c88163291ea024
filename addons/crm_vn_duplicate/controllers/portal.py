from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class VnCustomerPortal(CustomerPortal):
    """The address form of the portal, which comes with Odoo's CRM."""

    def _validate_address_values(self, address_values, *args, **kwargs):
        """Say beside the field which text is too long to be kept."""
        invalid, missing, messages = super()._validate_address_values(
            address_values, *args, **kwargs
        )
        faults = request.env["res.partner"]._vn_get_length_faults(address_values)
        return invalid | faults.keys(), missing, [*messages, *faults.values()]
