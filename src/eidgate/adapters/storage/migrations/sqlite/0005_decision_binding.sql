-- Which allowed decisions relied on which binding: asked when somebody says that it is not theirs.
-- Written with the decision. The key begins with what is asked by and ends with a name, as two may share an instant.

CREATE TABLE decision_binding (
    binding TEXT NOT NULL,
    at INTEGER NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (binding, at, decision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decision_binding_stays BEFORE UPDATE ON decision_binding BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER decision_binding_is_kept BEFORE DELETE ON decision_binding BEGIN SELECT RAISE(ABORT, 'append-only'); END;
