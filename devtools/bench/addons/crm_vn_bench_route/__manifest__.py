{
    "name": "Vietnam CRM: a route for benchmarks",
    "summary": "A route that does nothing, to measure others by",
    "version": "19.0.1.0.0",
    "author": "CRM VN contributors",
    "license": "LGPL-3",
    "depends": ["web"],
    "installable": True,
}
