{
    "name": "Vietnam CRM: Feedback",
    "summary": "Asked once, answered by a person, acted on in hours",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_consent", "portal"],
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_feedback_security.xml",
        # data
        "data/crm_vn_feedback_set_data.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_feedback_ask_views.xml",
        "views/crm_vn_feedback_answer_views.xml",
        "views/crm_vn_feedback_case_views.xml",
        "views/crm_vn_feedback_request_views.xml",
        "views/crm_vn_feedback_plan_views.xml",
        "views/crm_vn_feedback_set_views.xml",
        "views/res_config_settings_views.xml",
        "views/res_partner_views.xml",
        "views/feedback_templates.xml",
        "report/crm_vn_feedback_report_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend_lazy": ["crm_vn_feedback/static/src/report/*"],
        "web.assets_tests": ["crm_vn_feedback/static/tests/tours/*.js"],
        "web.assets_unit_tests": ["crm_vn_feedback/static/tests/unit/*.test.js"],
    },
    "demo": ["demo/crm_vn_feedback_demo.xml"],
}
