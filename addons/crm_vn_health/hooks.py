from .models.crm_vn_health import TOKEN


def uninstall_hook(env):
    """Forget the hash of the token for monitoring."""
    env["ir.config_parameter"].search([("key", "=", TOKEN)]).unlink()
