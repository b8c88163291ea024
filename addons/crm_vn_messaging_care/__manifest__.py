{
    "name": "Vietnam CRM: Messages of care schedules",
    "summary": "Care lines that send an SMS or a Zalo message by themselves",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_consent_care", "crm_vn_zalo"],
    "auto_install": True,
    "data": [
        "data/ir_cron_data.xml",
        "views/mail_activity_plan_template_views.xml",
    ],
}
