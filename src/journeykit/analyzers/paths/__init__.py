"""What customers do, step by step: what follows what, where paths end, which ways are taken."""
