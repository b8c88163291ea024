{
    "name": "Vietnam CRM: Webhooks",
    "summary": "One inbox for what switchboards and gateways tell",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_base"],
    "data": [
        # security
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "views/crm_vn_webhook_event_views.xml",
        "wizards/crm_vn_webhook_address_views.xml",
        "views/menus.xml",
    ],
}
