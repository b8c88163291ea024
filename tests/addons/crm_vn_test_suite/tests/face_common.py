from pathlib import Path

from .common import SuiteBrowserCase

STATIC = Path(__file__).parents[1] / "static/src"


class FaceCase(SuiteBrowserCase):
    """What people see, in Vietnamese, with every addon and the demo company."""

    def setUp(self):
        super().setUp()
        self.env["res.users"].search([]).lang = "vi_VN"

    def _form(self, record):
        """Return the action that opens *record*."""
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [[False, "form"]],
        }

    def _customers(self):
        return self.env["res.partner"].search(
            [("vn_relationship_id", "!=", False), ("is_company", "=", True)]
        )
