"""How names, prices, ladders and progress are said, the same way wherever they stand."""
