"""Turn `protos/` into the committed Python code, or check that the committed code is what protos say.

`generate.py` writes `src/eidgate/v1` and `src/buf/validate`; with `--check` it lints the contract with buf
and fails when a committed file differs. Everything comes from pinned packages: protoc from grpcio-tools, the
rule definitions (`buf/validate/validate.proto`) from the descriptor in protovalidate, Google's common types
from googleapis-common-protos.
"""

import filecmp
import subprocess
import sys
import tempfile
from pathlib import Path

import google.type
from google.protobuf import any_pb2, descriptor_pb2, duration_pb2, field_mask_pb2, timestamp_pb2
from grpc_tools import protoc
from protovalidate._gen.buf.validate import validate_pb

PROTOS = Path(__file__).resolve().parent
SOURCE = PROTOS.parent / "src"
GOOGLE = Path(next(iter(google.type.__path__))).parent.parent
BIN = Path(sys.executable).parent

CONTRACT = sorted(str(path.relative_to(PROTOS)) for path in PROTOS.glob("eidgate/**/*.proto"))
RULES = "buf/validate/validate.proto"


def write_rule_descriptors(target: Path) -> None:
    """Write the descriptor set that holds protovalidate's own definitions."""
    descriptors = descriptor_pb2.FileDescriptorSet()
    for module in (any_pb2, descriptor_pb2, duration_pb2, timestamp_pb2, field_mask_pb2):
        module.DESCRIPTOR.CopyToProto(descriptors.file.add())
    descriptors.file.add().ParseFromString(validate_pb.desc().proto.to_binary())
    target.write_bytes(descriptors.SerializeToString())


def compile_protos(rules: Path, *arguments: str) -> None:
    """Run protoc; exit with its message when it fails."""
    fixed = ["protoc", f"--descriptor_set_in={rules}", f"-I{PROTOS}", f"-I{GOOGLE}"]
    if protoc.main([*fixed, *arguments]) != 0:
        sys.exit("protoc failed: see above")


def generate(out: Path, rules: Path) -> None:
    """Write every generated file below `out`."""
    compile_protos(rules, f"--python_out={out}", f"--pyi_out={out}", RULES)
    compile_protos(
        rules,
        f"--python_out={out}",
        f"--pyi_out={out}",
        f"--grpc_python_out={out}",
        f"--plugin=protoc-gen-mypy_grpc={BIN / 'protoc-gen-mypy_grpc'}",
        f"--mypy_grpc_out=quiet:{out}",
        *CONTRACT,
    )
    for path in [*out.glob("**/*_pb2_grpc.py*")]:
        if "Stub" not in path.read_text():
            path.unlink()  # no service in that file
    for package, text in PACKAGES.items():
        (out / package / "__init__.py").write_text(f'"""{text}"""\n')


PACKAGES = {
    "eidgate/v1": "GENERATED from protos by `make gen`; never edited.",
    "buf": "GENERATED: the rule definitions that the contract imports.",
    "buf/validate": "GENERATED: the rule definitions that the contract imports.",
}


def lint(folder: Path, rules: Path) -> None:
    """Hold the contract against buf's rules."""
    image = folder / "image.binpb"
    compile_protos(
        rules, "--include_imports", "--include_source_info", f"--descriptor_set_out={image}", *CONTRACT
    )
    subprocess.run([BIN / "buf", "lint", image, "--config", PROTOS / "buf.yaml"], check=True)


def differing(fresh: Path) -> list[str]:
    """Name the committed files that are not what was just generated."""
    names = {str(p.relative_to(fresh)) for p in fresh.glob("**/*.py*")}
    kept = {
        str(p.relative_to(SOURCE))
        for folder in ("eidgate/v1", "buf")
        for p in (SOURCE / folder).glob("**/*.py*")
        if "__pycache__" not in p.parts
    }
    _, mismatched, missing = filecmp.cmpfiles(fresh, SOURCE, sorted(names), shallow=False)
    return sorted({*mismatched, *missing, *(kept - names)})


def main() -> None:
    """Generate, or check."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rules = folder / "rules.binpb"
        write_rule_descriptors(rules)
        lint(folder, rules)
        if "--check" not in sys.argv[1:]:
            generate(SOURCE, rules)
            return
        fresh = folder / "fresh"
        fresh.mkdir()
        generate(fresh, rules)
        if stale := differing(fresh):
            sys.exit("generated code differs from protos; run `make gen`:\n  " + "\n  ".join(stale))


if __name__ == "__main__":
    main()
