"""The funds trace: where did this money go? Every transfer in the order of time, nothing created or lost.

`transfers` are ordered columns of what moved, a `seed` says where money starts to be traced, and `bounds` how
far. `walk` follows it: a `sweep` settles each transfer once, a `purse` (`fifo`, `pro_rata`, `source`) says
what an account passes on. The `result` is a graph with sums; from it come the hold `proposal`, the `view` of
one institution, each `movement` that a running trace tells of, and the picture (`dot`).
"""
