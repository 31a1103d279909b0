"""Payees' banks over HTTPS with mutual TLS: to whom is this account registered (a name enquiry)?

    settings   one bank in the configuration         messages    what is asked and what is believed
    bank       one bank, asked once                  memory      what was said, in memory and for minutes only
    crew       bounded threads, one call an account  directory   `PayeeDirectory`: all banks together
    watching   who counts what happens

Connections, deadlines and breakers are those of `adapters.outside`. The way of a question: directory, memory,
crew, bank; and back through messages and memory.
"""
