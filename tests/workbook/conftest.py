"""The tests of workbooks import `books` (workbooks made by hand) by name."""
