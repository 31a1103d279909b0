"""How we talk to other institutions' HTTP services, whatever they are asked: bounded, and in time.

    deadline     until when                           faults   what can go wrong, in words for metrics
    line, lines  one connection; a pool of them       breaker  when to stop asking
    strict       JSON with one reading            address  where it is

Operators (`telco`), banks (`banks`) and the population registry (`registry`) are asked through it.
"""
