{
    "name": "Vietnam CRM: Feedback after visits",
    "summary": "A visit that took place asks for feedback by itself",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_feedback", "crm_vn_visit"],
    "auto_install": True,
    "data": ["report/crm_vn_feedback_report_views.xml"],
}
