def post_init_hook(env):
    """Make the key of the hashes."""
    env["crm.vn.refusal.entry"]._get_key()


def uninstall_hook(env):
    """Forget the key of the hashes: they go with the tables."""
    env["ir.config_parameter"].search(
        [("key", "=like", "crm\\_vn\\_consent.%")]
    ).unlink()
