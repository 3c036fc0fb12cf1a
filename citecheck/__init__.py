"""citecheck, a linter for press citations: `(Kremlin.ru, August 12; Trend.az, September 2)`."""

__version__ = "0.1.0"
