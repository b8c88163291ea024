{
    "name": "Vietnam CRM: Import of consent",
    "summary": "Consent of imported customers, with the day and the way it was given",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_import", "crm_vn_consent"],
    "auto_install": True,
}
