"""Structure: ids, lines and levels that no hierarchy can stand on."""
