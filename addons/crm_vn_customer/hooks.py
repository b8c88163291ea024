def post_init_hook(env):
    """Make customers of the partners that the database has business with.

    What the database proves of contacts with them is their first history.
    """
    env["res.partner"]._vn_adopt_customers()
    env["res.partner"]._vn_contact_refresh()


def uninstall_hook(env):
    """Forget that customers were made: a new installation looks again."""
    env["ir.config_parameter"].search(
        [("key", "=like", "crm\\_vn\\_customer.%")]
    ).unlink()
