{
    "name": "Vietnam CRM: Visits by tier and stars",
    "summary": "How often a customer is visited, by its tier and its stars",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_visit_report", "crm_vn_scoring", "crm_vn_tier"],
    "auto_install": True,
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_visit_need_security.xml",
        # data
        "data/crm_vn_visit_need_data.xml",
        # views
        "views/crm_vn_visit_need_views.xml",
        "views/menus.xml",
    ],
}
