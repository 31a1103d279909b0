-- SIMs whose clock runs after a change of device (core/binding/sim_service.py), and when the next step is due.
-- A projection of the newest version of a binding: what was told stays in the versions, a row here goes when the
-- holder proved who they are or the binding ends. `due` is far away once the last step was told.

CREATE TABLE sim_clock (
    binding text COLLATE "C" PRIMARY KEY,
    open_since bigint NOT NULL,
    due bigint NOT NULL
);
CREATE INDEX sim_clock_by_due ON sim_clock (due);
