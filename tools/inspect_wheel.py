"""Say what is wrong with the wheel in a folder: python tools/inspect_wheel.py DIST."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def faults(wheel: Path) -> list[str]:
    """Return what a wheel lacks or holds too much, one sentence each."""
    package = ROOT / "src" / "socialpower_cli"
    wanted = {f"socialpower_cli/{path.relative_to(package).as_posix()}" for path in package.rglob("*.py")}
    wanted |= {f"socialpower_cli/{path.relative_to(package).as_posix()}" for path in package.rglob("*.bin")}
    wanted.add("socialpower_cli/exchange/database.sql")
    assets = package / "exchange" / "page" / "assets"
    wanted |= {f"socialpower_cli/{path.relative_to(package).as_posix()}" for path in assets.iterdir()}
    wanted |= {"socialpower_cli/data/concepts.json", "socialpower_cli/py.typed", "share/man/man1/sp.1"}
    wanted |= {"socialpower_cli/data/references.jsonl", "socialpower_cli/citations/capitals.txt"}
    wanted |= {"socialpower_cli/data/concepts.sqlite", "socialpower_cli/index/built.py"}
    with zipfile.ZipFile(wheel) as archive:
        held = {name.partition(".data/data/")[2] or name for name in archive.namelist() if ".dist-info/" not in name}
        same = archive.read("socialpower_cli/data/concepts.json") == (ROOT / "data" / "concepts.json").read_bytes()
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    found = [f"{name} is missing" for name in sorted(wanted - held)]
    found += [f"{name} should not be there" for name in sorted(held - wanted)]
    if not same:
        found.append("the corpus in the wheel is not data/concepts.json")
    if len(licences) != 3:
        found.append("the two licences and the notice are not all there")
    return found


if __name__ == "__main__":
    (path,) = Path(sys.argv[1]).glob("*.whl")
    told = faults(path)
    sys.exit("\n".join(told) if told else 0)
