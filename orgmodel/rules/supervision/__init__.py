"""Rules about supervision: its channels, its rhythm, and who in a body watches over discipline."""
