"""Tables: the schemas of what napd reads and writes, the problems in it, Arrow arrays, and files written whole."""
