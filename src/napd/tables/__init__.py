"""Tables: the schemas of what napd reads and writes, the problems in it, and Arrow arrays without detours."""
