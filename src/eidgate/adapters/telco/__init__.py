"""Mobile operators over HTTPS, in the words of CAMARA: who is asked, how, how often, and for how long.

    settings         one operator in the configuration     ported_numbers  whose number is it
    line, lines      one connection; a pool of them        tokens          OAuth 2.0 client credentials
    answers, faults  what came, strictly read              questions       the APIs that answer with a reading
    operator         one operator, asked once              subscribers     the APIs about the subscriber
    strict           JSON with one reading                 deadline        until when
    breaker          when to stop asking                   memory          what was said, and how old it is
    crew             bounded threads, one call a number    network         `SimNetwork`: all of it together

The way of a question: network, memory, crew, breaker, tokens, lines; and back through answers and memory.
"""
