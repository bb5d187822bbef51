"""The version of napd; the build reads it from here, so this is the only place that states it in code."""

VERSION = "0.1.0"
