"""Several machines: an engine such as Spark or Dask scores parts of the answers side by side.

from napd_cluster import dask, spark
"""
