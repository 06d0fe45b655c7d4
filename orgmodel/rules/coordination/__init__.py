"""Rules about joint work: deployments, resources and rule documents."""
