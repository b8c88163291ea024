{
    "name": "Vietnam CRM: Handing over by place",
    "summary": "Whoever takes over takes sales areas, too",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_handover", "crm_vn_location"],
    "auto_install": True,
    "data": [
        # views
        "views/crm_vn_handover_views.xml",
    ],
    "demo": ["demo/handover_demo.xml"],
}
