{
    "name": "Vietnam CRM: Consent",
    "summary": "May we contact this person, now, in this way, for this purpose",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_duplicate"],
    "data": [
        # security
        "security/crm_vn_consent_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/crm_vn_contact_rule_data.xml",
        "data/crm_vn_consent_text_data.xml",
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_consent_record_views.xml",
        "wizards/crm_vn_contact_check_views.xml",
        "wizards/crm_vn_refusal_import_views.xml",
        "views/crm_vn_consent_views.xml",
        "views/crm_vn_consent_text_views.xml",
        "views/crm_vn_contact_log_views.xml",
        "views/crm_vn_contact_rule_views.xml",
        "views/crm_vn_refusal_list_views.xml",
        "views/crm_vn_retention_rule_views.xml",
        "views/res_partner_views.xml",
        "views/preference_templates.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_vn_consent/static/tests/tours/*.js"],
    },
    "demo": ["demo/crm_vn_consent_demo.xml"],
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
