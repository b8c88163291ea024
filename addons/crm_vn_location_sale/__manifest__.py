{
    "name": "Vietnam CRM: Sales on the map",
    "summary": "Orders and their revenue by province, on the map",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_location_map", "crm_vn_sale"],
    "auto_install": True,
}
