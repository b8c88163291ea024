def uninstall_hook(env):
    """Forget the key of the hashes: they go with the tables."""
    env["ir.config_parameter"].search(
        [("key", "=like", "crm\\_vn\\_consent.%")]
    ).unlink()
