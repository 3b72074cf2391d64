"""Fair closing: what each line of a closing buy gets, and what everybody then owes (ADR 12).

`solver.solve` finds the tiers that the group reaches and shares out the units by price limits,
stock and cases; `settling.settle` turns that into statements to the cent; `prospect` and `live`
tell beforehand, from a card's few records, what it would come to. All of it is pure and exact.
"""
