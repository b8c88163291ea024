{
    "name": "Vietnam CRM: Printed contracts",
    "summary": "A contract as PDF or web page, in the language of the customer",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contract"],
    "auto_install": True,
    "data": [
        # reports
        "report/crm_vn_contract_reports.xml",
        "report/crm_vn_contract_templates.xml",
        # views
        "views/crm_vn_contract_views.xml",
    ],
}
