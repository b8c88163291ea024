"""A private Asterisk with phones and customers, for tests of the bridge."""
