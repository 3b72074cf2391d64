"""The colours of everything the product shows: one accent, and calm greys of its kin."""

PAPER = "#fbfaf6"
INK = "#16211c"
MUTED = "#65706a"  # 5.0 : 1 on paper, so that small text can still be read
PALE = "#dce2dd"
ACCENT = "#0b7a58"
ON_ACCENT = "#ffffff"
