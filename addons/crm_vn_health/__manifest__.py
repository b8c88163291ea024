{
    "name": "Vietnam CRM: Health",
    "summary": "What an administrator watches, also as JSON for monitoring",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_base"],
    "auto_install": True,
    "uninstall_hook": "uninstall_hook",
    "data": [
        # security
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_health_line_views.xml",
        # menus, last
        "views/menus.xml",
    ],
}
