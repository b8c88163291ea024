{
    "name": "Vietnam CRM: Messages of contracts",
    "summary": "Reminders of contracts that the customer gets too",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contract", "crm_vn_zalo"],
    "auto_install": True,
    "data": [
        "views/crm_vn_contract_type_views.xml",
    ],
}
