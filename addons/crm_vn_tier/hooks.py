def post_init_hook(env):
    """Switch on what a tier's discount needs: pricelists, and its own column.

    As the two settings of Sales would; both stay when the addon goes.
    """
    employees = env.ref("base.group_user")
    for name in ("product.group_product_pricelist", "sale.group_discount_per_so_line"):
        employees._apply_group(env.ref(name))
    env["res.company"].search([])._activate_or_create_pricelists()
