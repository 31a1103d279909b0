"""eidgate: is this really the person, did they agree to exactly this transaction, and is it safe to go on?

The map. Each layer knows only what stands below it; import-linter holds the arrows (`make check`).

    cli/          the `eidgate` command: serve, demo, verify one assertion, classify payments, follow alerts
    bootstrap/    the only place that builds objects, from config.py; the supervisor and its workers
    rpc/          gRPC: interceptors, a servicer per service, wire/ (protobuf <-> core); decides nothing
    http/         /metrics and health over HTTP
    adapters/     one technology each: storage/ (SQL), trust, outside (HTTP: telco, banks, registry), policies
    simulator/    an identity provider, a wallet, operators, banks, a seeded world, named forgeries
    app/          one use case per file: a frozen command in, a frozen answer out
    ports/        every door to the world, named by the act; its docstring is the contract
    core/         PURE: values in, values out; no I/O, no clock, no randomness, no protobuf
      assertion/    authentic, current, for us, bound to this transaction? verify.py is the procedure
      regulation/   Circular 50/2024: class and required forms from versioned tables; day totals are a fold
      binding/      which subject controls which instrument: its life, its evidence, SIM rules, names, phones
      desk/         what others told us: identifiers, the list, reports, holds, trace/, alerts; standings
      risk/         facts -> signals/ (one a file), rules/ (typed CEL) -> decide.py: the worst finding wins;
                    policy.py, lifecycle.py (who brought which into force), record.py replays; trial/ tries
      transparency/ canonical bytes and receipts
      terms.py reasons.py errors.py   the words, the reason catalogue, the few families of errors
      stretches.py  work that yields where others may go first: many calls, stretch by stretch
    v1/           GENERATED from protos/: seen by rpc and client only
    client/       what banks import: deadlines, safe retries by request id, mutual TLS, receipt check
    data/         shipped policies, regulation tables, public holidays, number plan, banks, provinces

One VerifyTransaction, top to bottom:

    bank --mTLS--> rpc/interceptors   certificate -> relying party; deadline, size, quota, field rules
                   (from here on one step for all calls that wait, then the next: interceptors/answering)
                   rpc/wire           request -> VerifyTransaction, in core types
                   app/verify_transaction   now = clock.now(); trust = trust.current()
                   core/assertion     verify(assertion, trust, expected, at=now) -> Verified | Rejected   pure
                   app/gathering      ports.SimNetwork.ask(queries): all at once, within the deadline
                   ports.Ledger.decide(unit)    ONE atomic, durable unit:
                     claim the request id, the assertion's id and the challenge; read binding, totals, history
                     app/weighing -> core/risk.decide(facts, policy, regulation) -> Decision              pure
                     append record, ledger row and alerts; on stable storage before it returns
                   rpc/wire           record -> Decision message, with the signed receipt
    bank <-------- ports.Observer     metrics and one redacted log line

A forged assertion is an answer (DENY with reasons), never an RPC error: an RPC error means that no decision
was made. No record, no answer. Nothing is allowed by default: what is not known is a finding, and the policy
must say what it means. The same request id with the same bytes gets the first answer again, byte for byte.
"""
