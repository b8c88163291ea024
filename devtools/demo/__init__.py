"""Makes the demo company's data: ``python3 -m devtools.demo`` writes the files anew."""
