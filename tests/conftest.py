"""Makes the modules of this folder, such as `making`, known to every test."""
