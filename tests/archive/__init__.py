"""A real web archive for the tests: invented outlets in WARC files, served by pywb; README.md says how it is kept."""
