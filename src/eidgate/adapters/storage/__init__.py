"""The ledger and the binding store on SQLite and PostgreSQL; `open.open_store` is the way in.

What a unit means is written once (`weighing`, `binding_rows`, `reports`); `lane` puts units into
batches; an engine (`sqlite`, `postgres`) makes a batch durable. SQL stays in this folder.
"""
