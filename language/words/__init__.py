"""Words as text: folding, numbers in words, sentences, stems. Shared by the engines and the checker."""
