"""Each participant's statement: what they owe, what they saved, and how it was worked out."""
