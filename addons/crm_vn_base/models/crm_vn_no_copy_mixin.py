from odoo import api, models
from odoo.exceptions import UserError


class CrmVnNoCopyMixin(models.AbstractModel):
    """Records of what is there once: a second one of the same is none.

    A KPI sheet of one person and month, a customer in a campaign, a case of one
    answer. The screens offer no copy, and a program that asks for one is told why
    there is none. One that says what is other in the copy gets it, and a record that
    others belong to is copied with them.
    """

    _name = "crm.vn.no.copy.mixin"
    _description = "Records that are there once"

    def copy(self, default=None):
        """Make copies that are other in *default*.

        :param default: values of the copies
        :raise UserError: when a copy would be the same once more
        """
        if self and not default:
            raise UserError(
                self.env._(
                    "“%(record)s” (%(model)s) can't be copied: it stands for something "
                    "that is there once. Make a new one instead.",
                    record=self[0].display_name,
                    # sudo: the name of a model is no secret
                    model=self.env["ir.model"]._get(self._name).sudo().name,
                )
            )
        return super().copy(default)

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type in ("form", "list"):
            arch.set("duplicate", "0")
        return arch, view
