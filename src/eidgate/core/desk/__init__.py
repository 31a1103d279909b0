"""What others told us: the shared list, reports, holds, traces, alerts; matching, ageing and release."""
