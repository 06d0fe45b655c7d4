"""The steps that all formats share on the way from a file to an Org and back; a format itself is one file above."""
