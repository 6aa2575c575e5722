"""Whether a reply that is no plain yes is one in open words: learnt from labelled replies, under fixed vetoes."""
