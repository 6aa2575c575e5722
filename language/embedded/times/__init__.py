"""Times in Spanish and English: dates, hours, parts of the day, intervals, relative to a given now."""

from language.embedded.times.find import find_times

__all__ = ["find_times"]
