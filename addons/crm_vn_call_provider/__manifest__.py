{
    "name": "Vietnam CRM: Switchboards",
    "summary": "What switchboards tell, read as facts of conversations",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_webhook", "sales_team"],
    "data": [
        # security
        "security/crm_vn_call_provider_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_call_preset_views.xml",
        "wizards/crm_vn_call_try_views.xml",
        "views/crm_vn_call_extension_views.xml",
        "views/crm_vn_call_provider_views.xml",
    ],
}
