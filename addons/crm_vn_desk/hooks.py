from .models.ir_ui_menu import OPENS_WITH


def uninstall_hook(env):
    """Forget what CRM opened with: without the desk it is the pipeline."""
    env["ir.config_parameter"].search([("key", "=", OPENS_WITH)]).unlink()
