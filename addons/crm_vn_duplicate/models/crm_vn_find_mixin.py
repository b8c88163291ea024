from odoo import api, models

_HITS = "vn_show_hits"
#: columns with hits that are opened at once
COLUMNS_MAX = 40


class CrmVnFindMixin(models.AbstractModel):
    """A kanban that is searched shows the hits, wherever their column.

    Columns that are folded, or were by the user, hold what somebody looks for as
    often as others do; those without a hit are folded instead.
    """

    _name = "crm.vn.find.mixin"
    _description = "Hits of a search in every column"

    @api.model
    @api.readonly
    def web_read_group(
        self, domain, *args, auto_unfold=False, opening_info=None, **kwargs
    ):
        records = self
        if auto_unfold and self._vn_is_searched(domain):
            records = self.with_context(
                **{_HITS: True, "max_number_opened_groups": COLUMNS_MAX}
            )
            opening_info = None
        return super(CrmVnFindMixin, records).web_read_group(
            domain,
            *args,
            auto_unfold=auto_unfold,
            opening_info=opening_info,
            **kwargs,
        )

    def _open_groups(self, *, groups, **kwargs):
        if self.env.context.get(_HITS):
            for group in groups:
                group["__fold"] = not group.get("__count", 1)
        return super()._open_groups(groups=groups, **kwargs)

    @api.model
    def _vn_is_searched(self, domain):
        """Return whether the *domain* of a client looks for a text."""
        return any(
            isinstance(leaf, (list, tuple))
            and len(leaf) == 3
            and isinstance(leaf[1], str)
            and leaf[1].endswith("like")
            for leaf in domain or ()
        )
