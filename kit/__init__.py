"""What every room stands on: settings, money, clock, ids, errors, logging. Knows nothing of sales."""

import os

# Linear algebra on one thread: on small matrices more of them cost time, and the same input is to give the same bytes.
# The library reads it when it is loaded, so it stands here, before anything that is heavy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
