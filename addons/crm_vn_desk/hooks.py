from .models.ir_ui_menu import OPENS_WITH
from .models.res_users import HOME


def uninstall_hook(env):
    """Forget what CRM and the day began with: without the desk it is Odoo's way."""
    keys = [OPENS_WITH, HOME]
    env["ir.config_parameter"].search([("key", "in", keys)]).unlink()
