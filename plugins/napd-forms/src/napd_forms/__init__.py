"""Forms: workbooks that people fill in, made from the framework, and problems written back into them."""
