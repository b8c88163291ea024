{
    "name": "Vietnam CRM: Shared pool",
    "summary": "Customers nobody looks after go back to the pool, by rule",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contact_log"],
    "auto_install": True,
    "data": [
        # security
        "security/crm_vn_pool_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "views/crm_vn_pool_rule_views.xml",
        "views/crm_vn_pool_move_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "demo": ["demo/pool_demo.xml"],
}
