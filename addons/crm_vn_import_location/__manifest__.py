{
    "name": "Vietnam CRM: Import of addresses",
    "summary": "Ward and province of imported customers, read from their addresses",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_import", "crm_vn_location"],
    "auto_install": True,
}
