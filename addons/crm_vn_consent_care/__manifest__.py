{
    "name": "Vietnam CRM: Consent in care schedules",
    "summary": "Care that sells waits for consent and for the hours of the law",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_care_schedule", "crm_vn_consent"],
    "auto_install": True,
    "data": [
        "data/ir_cron_data.xml",
        "views/mail_activity_plan_views.xml",
        "views/crm_vn_care_line_views.xml",
    ],
}
