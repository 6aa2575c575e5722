"""Judges a draft that could not be proven: says less, and if that is not enough, says only what is safe."""
