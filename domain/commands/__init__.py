"""Commands: what people and timers ask of the domain, one frozen record each.

A command says who, which buy, what and when; `cause` makes it act once. `decide` (in
`domain.decide`) turns it into an `Outcome` or a `DomainError`; `Command[X]` answers an `X`.
"""
