def post_init_hook(env):
    """Score the customers, groups and done activities that are there already."""
    env["crm.vn.fill"]._vn_start("customer_scores", "lead_scores")
