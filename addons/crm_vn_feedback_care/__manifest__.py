{
    "name": "Vietnam CRM: Feedback and care schedules",
    "summary": "Care that sells waits until a complaint is dealt with",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_consent_care", "crm_vn_feedback"],
    "auto_install": True,
}
