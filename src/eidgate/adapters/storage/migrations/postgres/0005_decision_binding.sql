-- Which allowed decisions relied on which binding: asked when somebody says that it is not theirs.
-- Written with the decision. The key begins with what is asked by and ends with a name, as two may share an instant.

CREATE TABLE decision_binding (
    binding text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    decision text COLLATE "C" NOT NULL,
    PRIMARY KEY (binding, at, decision)
);
CREATE TRIGGER decision_binding_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_binding EXECUTE FUNCTION append_only();
