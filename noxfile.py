"""What a contributor runs: `pipx run nox` runs all, `nox -s NAME` one; `nox -l` lists them."""

import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "types", "docs", "package", "smoke", "tests"]

ROOT = Path(__file__).parent


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on the checkout."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and layout."""
    session.install("ruff==0.17.6")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install("-e", ".[types]")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Write anew what is generated: the command reference, the schema, the references, the picture in the README."""
    session.install("-e", ".[test]")  # with the versions that the references are made with
    session.run("python", "tools/commands_reference.py")
    session.run("python", "tools/library_reference.py")
    session.run("python", "tools/man_page.py")
    session.run("python", "tools/schema.py")
    session.run("python", "tools/references.py")
    session.run("python", "tools/picture.py")


@nox.session
def package(session: nox.Session) -> None:
    """Build the wheel and look at what it holds."""
    session.install("build")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist", silent=True)
    session.run("python", "tools/inspect_wheel.py", "dist")


@nox.session
def smoke(session: nox.Session) -> None:
    """Run the wheel that `package` built where nothing else is installed."""
    wheels = sorted((ROOT / "dist").glob("*.whl"))
    if not wheels:
        session.error("There is no wheel; run: nox -s package smoke")
    session.install(str(wheels[-1]))
    session.chdir(session.create_tmp())
    for words in (
        ["define", "power-imbalance", "--brief"],
        ["search", "leverage"],
        ["related", "social-status"],
        ["--version"],
    ):
        session.run("sp", *words, silent=True)
        session.run("python", "-m", "socialpower_cli", *words, silent=True)


@nox.session
def browser(session: nox.Session) -> None:
    """Drive the page in Chromium, which must be installed, and look for barriers."""
    session.install("-e", ".[browser]")
    session.run("python", "-m", "pytest", "tests/test_page.py", "tests/test_page_in_browser.py", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest versions that pyproject.toml allows.

    Left out is what holds of the newest only: texts that the libraries word anew, and which of its modules Rich imports.
    """
    session.install("typer==0.26.0", "rich==14.0.0", "rapidfuzz==3.10.0", "msgspec==0.20.0", "-e", ".[test]")
    session.run("python", "-m", "pytest", "-k", "not is_current and not heavy_in_rich", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure start-up, scale and search; see bench/README.md."""
    session.install(".")
    session.run("python", "-m", "compileall", "-q", session.virtualenv.location, silent=True)
    session.run("python", "bench/startup.py", *session.posargs)
