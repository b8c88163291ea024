def post_init_hook(env):
    """Score the customers, groups and done activities that are there already."""
    env["crm.vn.score.engine"]._rebuild(first=True)
