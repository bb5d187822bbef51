"""Several machines: what an engine such as Spark or Dask needs to score parts of the answers side by side."""
