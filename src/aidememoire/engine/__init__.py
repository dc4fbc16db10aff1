"""In: many reports. Out: their readings, in the same order. The same pure function, in one process or in several."""
