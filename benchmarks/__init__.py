"""What the speed claims rest on; ``python -m benchmarks`` runs all of them."""
