import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders.shared_data import shared_path
from eidgate.cli.trace import trace

CHAIN = "source,target,amount,time\na,b,100,10\nb,c,60,20\nb,d,40,20\nc,e,60,15\nd,CASH,15,30\n"


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(trace, ["--transfers", str(path), *options])


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return written(tmp_path, CHAIN)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "transfers.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(path: Path, *options: str, start: str = "a", not_before: str = "0", hops: int = 6) -> Any:
    result = run(path, "--start", start, "--not-before", not_before, "--hops", str(hops), *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(path: Path, *options: str, not_before: str = "0") -> str:
    result = run(path, "--start", "a", "--not-before", not_before, "--hops", "6", *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr


def test_the_answer_names_accounts_by_hop_and_the_sum_in_each(chain: Path) -> None:
    assert told(chain) == {
        "start": "a",
        "not_before": "0",
        "rule": "fifo",
        "entered": 100,
        "hops": [{"hop": 1, "accounts": ["b"]}, {"hop": 2, "accounts": ["c", "d"]}],
        "taint": {"c": 60, "d": 25},
        "cut": [],
        "cash_outs": [{"account": "d", "amount": 15}],
        "flows": [
            {"source": "a", "target": "b", "amount": 100},
            {"source": "b", "target": "c", "amount": 60},
            {"source": "b", "target": "d", "amount": 40},
        ],
        "holds": [{"account": "c", "hop": 2, "amount": 60}, {"account": "d", "hop": 2, "amount": 25}],
    }


def test_a_transfer_before_the_money_came_carries_none_of_it(chain: Path) -> None:
    assert "e" not in json.dumps(told(chain)["hops"])


def test_what_the_bounds_cut_is_told(chain: Path) -> None:
    assert told(chain, hops=1)["cut"] == [{"account": "b", "bound": "hops", "amount": 100}]
    assert told(chain, "--until", "15")["cut"] == [{"account": "b", "bound": "window", "amount": 100}]
    assert told(chain, "--min-amount", "50")["cut"] == [{"account": "b", "bound": "amount", "amount": 40}]
    assert told(chain, "--max-accounts", "3")["cut"] == [{"account": "b", "bound": "accounts", "amount": 40}]


def test_an_amount_bounds_what_is_traced(chain: Path) -> None:
    assert told(chain, "--amount", "70")["entered"] == 70
    assert told(chain, "--amount", "70")["cash_outs"] == [{"account": "d", "amount": 10}]
    assert told(chain, "--amount", "70", "--rule", "pro_rata")["taint"] == {"c": 42, "d": 18}


def test_transfers_that_close_a_ring_or_stay_in_an_account_are_followed(tmp_path: Path) -> None:
    ring = written(tmp_path, "source,target,amount,time\na,b,9,1\nb,b,9,2\nb,c,9,3\nc,a,9,4\n")
    found = told(ring)
    assert [one["accounts"] for one in found["hops"]] == [["b"], ["c"]]
    assert found["taint"] == {"a": 9}
    assert found["holds"] == []


def test_the_order_of_the_lines_makes_no_difference(chain: Path, tmp_path: Path) -> None:
    head, *lines = CHAIN.splitlines()
    other = tmp_path / "other.csv"
    other.write_text("\n".join([head, *reversed(lines)]))
    assert told(other) == told(chain)


@pytest.mark.parametrize(
    "header",
    ["sourceNodeId,targetNodeId,value,time", "payer,payee,amount,timestamp", "from,to,value,time", "note,x"],
)
def test_columns_go_by_several_names(tmp_path: Path, header: str) -> None:
    result = run(
        written(tmp_path, f"{header}\na,b,1,1\n"), "--start", "a", "--not-before", "0", "--hops", "1"
    )
    if header == "note,x":
        assert "line 1: no column source (or sourceNodeId, payer, from)" in result.stderr
    else:
        assert json.loads(result.stdout)["taint"] == {"b": 1}


def test_other_columns_a_mark_and_line_ends_of_windows_are_no_fault(tmp_path: Path) -> None:
    text = "\ufeffnote,time,amount,target,source,id\r\nx,1,5,b,a,T1\r\n\r\nx,1,5,b,a,T2\r\n"
    assert told(written(tmp_path, text))["taint"] == {"b": 10}


def test_decimals_stay_exact(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,amount,time\na,b,0.1,1\na,b,0.25,2\nb,c,0.3,3\n")
    result = run(path, "--start", "a", "--not-before", "0", "--hops", "3")
    assert '"taint":{"b":0.05,"c":0.30}' in result.stdout
    assert '"entered":0.35' in result.stdout


def test_times_may_be_instants_with_offsets(tmp_path: Path) -> None:
    text = "source,target,amount,time\na,b,5,2026-03-05T12:00:00+07:00\nb,c,5,2026-03-05T05:00:00.5Z\n"
    path = written(tmp_path, text)
    found = told(path, not_before="2026-03-05T05:00:00Z")
    assert [one["accounts"] for one in found["hops"]] == [["b"], ["c"]]
    assert told(path, not_before="2026-03-05T05:00:00.000001Z")["hops"] == []
    assert "--not-before: must be written as the file writes times" in refused(path, not_before="5")


def test_the_picture_is_a_graph_for_graphviz(chain: Path) -> None:
    result = run(chain, "--start", "a", "--not-before", "0", "--hops", "6", "--format", "dot")
    assert result.stdout.startswith("digraph trace {\n")
    assert '  "b" -> "c" [label="60"];\n' in result.stdout
    assert '"c" [label="c\\nhop 2, rests 60", penwidth=2];' in result.stdout
    assert 'label="cash"' in result.stdout


def test_a_name_cannot_break_out_of_the_picture(tmp_path: Path) -> None:
    path = written(tmp_path, 'source,target,amount,time\na,"b""]; x [label=""\\",5,1\n')
    result = run(path, "--start", "a", "--not-before", "0", "--hops", "1", "--format", "dot")
    assert '"a" -> "b\\"]; x [label=\\"\\\\" [label="5"];' in result.stdout


FAULTS = [
    ("a,b,1", "has 3 fields, the header has 4"),
    ("a,b,1,1,1", "has 5 fields, the header has 4"),
    (",b,1,1", "source: must be 1 to 128 printable characters"),
    ("a,,1,1", "target: must be 1 to 128 printable characters"),
    ("a, b,1,1", "target: must be 1 to 128 printable characters"),
    ("CASH,b,1,1", "source: CASH is where withdrawals go"),
    ("a,b,0,1", "amount: must be more than 0"),
    ("a,b,0.00,1", "amount: must be more than 0"),
    ("a,b,-5,1", "amount: must be a positive number"),
    ("a,b,1e3,1", "amount: must be a positive number"),
    ("a,b,NaN,1", "amount: must be a positive number"),
    ("a,b,,1", "amount: must be a positive number"),
    ("a,b,1.0000001,1", "amount: must be a positive number"),
    ("a,b,1000000000000000,1", "amount: must be a positive number"),
    ("a,b,١٢,1", "amount: must be a positive number"),
    ("a,b,1,soon", "time: must be a whole number, or RFC 3339 with an offset"),
    ("a,b,1,", "time: must be a whole number, or RFC 3339 with an offset"),
    ("a,b,1,1.5", "time: must be a whole number, or RFC 3339 with an offset"),
    ("a,b,1,2026-03-05T12:00:00", "time: must be a whole number, or RFC 3339 with an offset"),
    ("a,b,1,2026-02-30T12:00:00Z", "time: there is no such day or time"),
    ("a,b,1,2026-03-05T12:00:00Z", "time: must be written as in the lines above"),
    ('a,"b,1,1', "not CSV: unexpected end of data"),
]


@pytest.mark.parametrize(("line", "message"), FAULTS)
def test_a_faulty_line_is_named_with_its_reason(tmp_path: Path, line: str, message: str) -> None:
    path = written(tmp_path, f"source,target,amount,time\na,b,1,1\n{line}\n")
    assert f"line 3: {message}" in refused(path)


def test_a_line_far_down_is_named_and_nothing_is_told(tmp_path: Path) -> None:
    lines = ["a,b,1,1"] * 100_000
    lines[90_000 - 2] = "a,b,one,1"
    path = written(tmp_path, "source,target,amount,time\n" + "\n".join(lines))
    assert "line 90000: amount: must be a positive number" in refused(path)


def test_a_reference_used_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,amount,time,id\na,b,1,1,T1\na,c,1,1,T2\na,b,1,1,T1\n")
    assert "line 4: the id is that of line 2" in refused(path)


def test_a_time_in_the_future_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,amount,time\na,b,1,9000-01-01T00:00:00Z\n")
    assert "line 2: time: is in the future" in refused(path, not_before="2026-01-01T00:00:00Z")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"source,target,amount,time\na,b,1,1\na,\xff,1,1\n")
    assert "not UTF-8, here or a little below" in refused(path)


def test_a_file_without_transfers_cannot_start_anywhere(tmp_path: Path) -> None:
    assert "line 1: the file is empty" in refused(written(tmp_path, ""))
    assert "start: no transfer of the file names this account" in refused(
        written(tmp_path, "source,target,amount,time\n")
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--amount", "-1"], "--amount: amount: must be a positive number"),
        (["--amount", "0.5"], "--amount: the file's amounts have 0 decimals"),
        (["--min-amount", "x"], "--min-amount: amount: must be a positive number"),
        (["--until", "2026"], ""),
        (["--until", "later"], "--until: time: must be a whole number"),
        (["--hops", "101"], "101 is not in the range 0<=x<=100"),
        (["--rule", "lifo"], "'lifo' is not one of 'fifo', 'pro_rata'"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(chain: Path, options: list[str], message: str) -> None:
    if not message:
        assert told(chain, *options)["entered"] == 100
    else:
        assert message in refused(chain, *options)


def test_a_public_set_of_transfers_is_traced_to_the_cent() -> None:
    path = shared_path("money/20K_cycle200/transactions.csv")
    with path.open() as lines:
        own = [line for line in csv.DictReader(lines) if line["sourceNodeId"] == "280"]
    found = told(path, start="280", not_before="1", hops=6)
    sent = sum(round(float(line["value"]) * 100) for line in own)
    rests = sum(round(value * 100) for value in found["taint"].values())
    left = sum(round(one["amount"] * 100) for one in found["cut"])
    assert round(found["entered"] * 100) == rests + left <= sent
    assert found["hops"][0]["accounts"] == sorted({line["targetNodeId"] for line in own})
