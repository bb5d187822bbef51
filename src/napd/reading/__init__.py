"""Reading: answers as people give them (CSV, Parquet, workbooks, forms, frames) as batches of text."""
