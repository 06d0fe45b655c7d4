"""Matrix: units of an organisation without bodies, pulled by lines of several kinds."""
