def post_init_hook(env):
    """Take the orders in that were there before the addon."""
    env["res.partner"]._vn_purchase_rebuild()
    env["res.partner"]._vn_contact_refresh()
