def post_init_hook(env):
    """Switch on what a tier's discount needs: pricelists, and its own column."""
    env["res.config.settings"].create(
        {"group_product_pricelist": True, "group_discount_per_so_line": True}
    ).execute()
