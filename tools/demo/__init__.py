"""Makes the demo company's data: ``python3 -m tools.demo`` writes the files anew."""
