def post_init_hook(env):
    """Give every existing company its own number series."""
    env["res.company"].search([])._vn_create_contract_sequence()


def uninstall_hook(env):
    """Take away the companies' number series, which no module's data knows."""
    env["ir.sequence"].search([("code", "=", "crm.vn.contract")]).unlink()
