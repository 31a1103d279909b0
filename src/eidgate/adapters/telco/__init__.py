"""Mobile operators over HTTPS, in the words of CAMARA: who is asked, how, how often, and for how long.

    settings  one operator in the configuration     ported_numbers  whose number is it
    answers   what came, strictly read              tokens          OAuth 2.0 client credentials
    operator  one operator, asked once              questions       the APIs that answer with a reading
    watching  who counts what happens               subscribers     the APIs about the subscriber
    crew      bounded threads, one call a number    memory          what was said, and how old it is
    build     all operators of a configuration      network         `SimNetwork`: all of it together

Connections, deadlines and breakers are those of `adapters.outside`. The way of a question: network, memory,
crew, breaker, tokens, lines; and back through answers and memory.
"""
