{
    "name": "Vietnam CRM: Feedback after orders and contracts",
    "summary": "Orders delivered and contracts begun ask for feedback by themselves",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contract", "crm_vn_feedback"],
    "auto_install": True,
    "uninstall_hook": "uninstall_hook",
    "data": [
        "report/crm_vn_feedback_report_views.xml",
        "views/crm_vn_feedback_set_views.xml",
    ],
}
