"""The everyday commands, on a machine with nothing but Python 3.11 and git.

    python3 scripts/run.py serve     see the site, with live reload
    python3 scripts/run.py build     build it into site/
    python3 scripts/run.py check     check content/ and data/
    python3 scripts/run.py explain   explain a message: run.py explain missing-sister
    python3 scripts/run.py figures   list the facts that texts can refer to: run.py figures region/plan
    python3 scripts/run.py new       make a plan, a risk, … to be filled in: new risk staff --plan region/plan
    python3 scripts/run.py schema    renew what editors know of the files; --lang sv shows it in Swedish
    python3 scripts/run.py translate send texts to a translator: translate export texts.xlsx --to sv, translate import …
    python3 scripts/run.py test      run every test
    python3 scripts/run.py lock      renew the locked dependencies

The first run makes `.venv` and installs the locked dependencies there; later runs find it ready. What follows the
command is handed on: `run.py serve -a localhost:9000`, `run.py test -k budget`, `run.py test --no-browser`.

Only the standard library is used here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ROOT / "scripts" / "requirements"
WORK = ROOT / ".planssi"
SITE = ROOT / "site"
ADDRESS = "http://127.0.0.1:8000/"

LANGUAGE = os.environ.get("PLANSSI_LANG", "fi")
HOW_TO_INSTALL = (
    "Debian, Ubuntu: sudo apt install chromium. Fedora: sudo dnf install chromium. macOS: brew install chromium. "
)
WORDS = {
    "python": {
        "fi": "Tarvitaan Python 3.11 tai uudempi; tämä on {version}. Asenna se ja yritä uudelleen.",
        "sv": "Python 3.11 eller nyare behövs; det här är {version}. Installera det och försök igen.",
        "en": "Python 3.11 or newer is needed; this is {version}. Install it and try again.",
    },
    "venv": {
        "fi": "Luodaan kansio .venv ohjelmille, joita sivusto tarvitsee.",
        "sv": "Skapar mappen .venv för de program som webbplatsen behöver.",
        "en": "Making the folder .venv for the programs that the site needs.",
    },
    "venv-failed": {
        "fi": "Kansion luonti ei onnistunut. Debianissa ja Ubuntussa auttaa: sudo apt install python3-venv",
        "sv": "Mappen kunde inte skapas. I Debian och Ubuntu hjälper: sudo apt install python3-venv",
        "en": "The folder could not be made. On Debian and Ubuntu this helps: sudo apt install python3-venv",
    },
    "install": {
        "fi": "Asennetaan {count} pakettia. Tämä tehdään vain kerran ja vie muutaman minuutin.",
        "sv": "Installerar {count} paket. Det görs bara en gång och tar några minuter.",
        "en": "Installing {count} packages. This is done only once and takes a few minutes.",
    },
    "install-failed": {
        "fi": "Asennus ei onnistunut. Tarkista verkkoyhteys ja yritä uudelleen.",
        "sv": "Installationen misslyckades. Kontrollera nätverket och försök igen.",
        "en": "The installation failed. Check the network and try again.",
    },
    "build": {
        "fi": "Rakennetaan sivusto kansioon site.",
        "sv": "Bygger webbplatsen i mappen site.",
        "en": "Building the site into the folder site.",
    },
    "built": {
        "fi": "Valmis. Avaa site/index.html tai aja: python3 scripts/run.py serve",
        "sv": "Klart. Öppna site/index.html eller kör: python3 scripts/run.py serve",
        "en": "Done. Open site/index.html or run: python3 scripts/run.py serve",
    },
    "kept": {
        "fi": "Sivustoa ei rakennettu. Kansio site on ennallaan.",
        "sv": "Webbplatsen byggdes inte. Mappen site är som den var.",
        "en": "The site was not built. The folder site is as it was.",
    },
    "serve": {
        "fi": "Sivusto on osoitteessa {address} ja päivittyy, kun tallennat tiedoston. Lopeta: Ctrl+C",
        "sv": "Webbplatsen finns på {address} och uppdateras när du sparar en fil. Avsluta: Ctrl+C",
        "en": "The site is at {address} and follows every file you save. Stop: Ctrl+C",
    },
    "browser": {
        "fi": "Asennetaan Chromium-selain testejä varten.",
        "sv": "Installerar webbläsaren Chromium för testerna.",
        "en": "Installing the browser Chromium for the tests.",
    },
    "no-browser": {
        "fi": "Testit tarvitsevat selaimen. Asenna Chromium, Chrome tai Edge, tai anna sen polku muuttujassa CHROMIUM. "
        + HOW_TO_INSTALL
        + "Ilman selainta: python3 scripts/run.py test --no-browser",
        "sv": "Testerna behöver en webbläsare. Installera Chromium, Chrome eller Edge, eller ange sökvägen i CHROMIUM. "
        + HOW_TO_INSTALL
        + "Utan webbläsare: python3 scripts/run.py test --no-browser",
        "en": "The tests need a browser. Install Chromium, Chrome or Edge, or give its path in CHROMIUM. "
        + HOW_TO_INSTALL
        + "Without a browser: python3 scripts/run.py test --no-browser",
    },
    "usage": {
        "fi": "Komennot: serve, build, check, accept, status, explain, figures, new, schema, translate, test, lock. "
        "Esim. python3 scripts/run.py serve",
        "sv": "Kommandon: serve, build, check, accept, status, explain, figures, new, schema, translate, test, lock. "
        "Exempel: python3 scripts/run.py serve",
        "en": "Commands: serve, build, check, accept, status, explain, figures, new, schema, translate, test, lock. "
        "Example: python3 scripts/run.py serve",
    },
}


class CannotGoOnError(Exception):
    """The command cannot go on; the message says why."""


def say(key: str, **values: object) -> None:
    """Print one line in the reader's language."""
    print(words(key, **values), flush=True)


def words(key: str, **values: object) -> str:
    """Return a message in the reader's language."""
    return WORDS[key].get(LANGUAGE, WORDS[key]["en"]).format(**values)


def run(*command: str | Path, **options: object) -> int:
    """Run a command in the root folder and return its exit status."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=environment, **options)  # type: ignore[call-overload, no-any-return]


def set_up(profile: str) -> None:
    """Make the environment and install the packages of a profile, unless that is done already."""
    lock = LOCKS / f"{profile}.txt"
    state = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode())
    stamp = VENV / f"planssi-{profile}"
    if PYTHON.is_file() and stamp.is_file() and stamp.read_text("utf-8") == state.hexdigest():
        return
    if not PYTHON.is_file():
        say("venv")
        if run(sys.executable, "-m", "venv", VENV):
            shutil.rmtree(VENV, ignore_errors=True)
            raise CannotGoOnError(words("venv-failed"))
    count = sum(1 for line in lock.read_text("utf-8").splitlines() if "==" in line)
    say("install", count=count)
    install(count, "--no-deps", "--require-hashes", "--requirement", lock)
    install(0, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.write_text(state.hexdigest(), "utf-8")


def install(count: int, *what: str | Path) -> None:
    """Install packages and show a line for each; the installer's own words only when it fails."""
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *what]
    output = []
    with subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            output.append(line)
            verb, _, rest = line.strip().partition(" ")
            if verb in ("Collecting", "Processing") and count:
                name = rest.split(" (from")[0].replace("\\", "/").rpartition("/")[2].split("==")[0].split("-")[0]
                done = sum(text.lstrip().startswith(("Collecting ", "Processing ")) for text in output)
                print(f"  {done}/{count} {name}", flush=True)
    if process.returncode:
        print("".join(output), file=sys.stderr)
        raise CannotGoOnError(words("install-failed"))


def build(arguments: list[str]) -> int:
    """Build into a new folder, verify pages and languages, and only then put it in the place of the old one."""
    set_up("site")
    say("build")
    new, old = WORK / "new", WORK / "old"
    for folder in (new, old):
        shutil.rmtree(folder, ignore_errors=True)
    WORK.mkdir(exist_ok=True)
    status = run(PYTHON, "-m", "mkdocs", "build", "--strict", "--site-dir", new, *arguments)
    status = status or run(PYTHON, "-m", "planssi", "verify", new)
    if status:
        say("kept")
        return status
    if SITE.exists():
        SITE.rename(old)
    new.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)
    say("built")
    return 0


def serve(arguments: list[str]) -> int:
    """Build the site and show it, following every change."""
    status = build([])
    if status:
        return status
    given = [value for option, value in pairwise(arguments) if option in {"-a", "--dev-addr"}]
    say("serve", address=f"http://{given[0]}/" if given else ADDRESS)
    try:
        return run(PYTHON, "-m", "mkdocs", "serve", *arguments)
    except KeyboardInterrupt:
        return 0


def check(arguments: list[str]) -> int:
    """Check the content."""
    set_up("site")
    os.environ["PLANSSI_COMMAND"] = f"{'py' if os.name == 'nt' else 'python3'} scripts/run.py"
    return run(PYTHON, "-m", "planssi", "check", *arguments)


def explain(arguments: list[str]) -> int:
    """Explain the code of a message, or list them all."""
    set_up("site")
    return run(PYTHON, "-m", "planssi", "explain", *arguments)


def accept(arguments: list[str]) -> int:
    """Record translations as saying what their sources say."""
    set_up("site")
    return run(PYTHON, "-m", "planssi", "accept", *arguments)


def status(arguments: list[str]) -> int:
    """Tell how far the texts are in each language."""
    set_up("site")
    return run(PYTHON, "-m", "planssi", "status", *arguments)


def figures(arguments: list[str]) -> int:
    """List what texts can refer to."""
    set_up("site")
    return run(PYTHON, "-m", "planssi", "figures", *arguments)


def new(arguments: list[str]) -> int:
    """Make something to be filled in."""
    set_up("site")
    return run(PYTHON, "-m", "planssi", "new", *arguments)


def schema(arguments: list[str]) -> int:
    """Write the schemas for editors."""
    set_up("site")
    return run(PYTHON, "-m", "planssi", "schema", *arguments)


def translate(arguments: list[str]) -> int:
    """Send texts to a translator, and take them back."""
    set_up("site")
    return run(PYTHON, "-m", "planssi", "translate", *arguments)


def test(arguments: list[str]) -> int:
    """Check the code's form and types and the catalogues, then run the tests."""
    set_up("site")
    set_up("test")
    if "--no-browser" in arguments:
        arguments = [argument for argument in arguments if argument != "--no-browser"] + ["-m", "not browser"]
    else:
        os.environ["CHROMIUM"] = find_browser()
    for command in (
        (PYTHON, "-m", "ruff", "check", "."),
        (PYTHON, "-m", "ruff", "format", "--check", "."),
        (PYTHON, "-m", "mypy"),
        (PYTHON, "scripts/messages.py", "--check"),
    ):
        if run(*command):
            return 1
    # In the order of the files, since those that need a browser take longest and come first.
    order = ("--dist", "loadfile", "--no-loadscope-reorder")
    return run(PYTHON, "-m", "pytest", "-n", "auto", *order, *arguments)


def find_browser() -> str:
    """Return the path of a Chromium, after installing one where that is possible."""
    found = installed_browser()
    if not found:
        for manager, commands in INSTALLERS.items():
            if shutil.which(manager):
                say("browser")
                for command in commands:
                    run(*as_administrator(command))
                found = installed_browser()
                break
    if not found:
        raise CannotGoOnError(words("no-browser"))
    return found


INSTALLERS = {
    "apt-get": (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium"]),
    "dnf": (["dnf", "install", "-y", "chromium"],),
    "zypper": (["zypper", "--non-interactive", "install", "chromium"],),
    "pacman": (["pacman", "-S", "--noconfirm", "chromium"],),
    "brew": (["brew", "install", "--cask", "chromium"],),
}
"""How each package manager installs Chromium."""


def as_administrator(command: list[str]) -> list[str]:
    """Return the command with `sudo` where the system's package manager needs it and it asks for no password."""
    ordinary = command[0] == "brew" or not hasattr(os, "geteuid") or os.geteuid() == 0
    return command if ordinary or not shutil.which("sudo") else ["sudo", "--non-interactive", *command]


def installed_browser() -> str:
    """Return the path of a browser that is installed, or an empty text."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
    programs = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    paths = [
        Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
        Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
        *(Path(folder, "Google/Chrome/Application/chrome.exe") for folder in programs if folder),
        *(Path(folder, "Microsoft/Edge/Application/msedge.exe") for folder in programs if folder),
    ]
    candidates = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in names), *map(str, paths)]
    return next((candidate for candidate in candidates if candidate and Path(candidate).is_file()), "")


def lock(arguments: list[str]) -> int:
    """Write the newest allowed version of every package, with hashes, for every system."""
    set_up("site")
    set_up("test")
    options = (
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--quiet",
    )
    for profile, groups in {"site": ["build"], "test": ["build", "test", "lock"]}.items():
        chosen = [part for group in groups for part in ("--group", group)]
        output = LOCKS / f"{profile}.txt"
        if status := run(
            PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", *chosen, *options, "-o", output, *arguments
        ):
            return status
    return 0


COMMANDS = {
    "serve": serve,
    "build": build,
    "check": check,
    "explain": explain,
    "accept": accept,
    "status": status,
    "figures": figures,
    "new": new,
    "schema": schema,
    "translate": translate,
    "test": test,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Run one command."""
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever comes with an older one must be told)
        print(words("python", version=sys.version.split()[0]))
        return 3
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say("usage")
        return 2
    try:
        return command(arguments[1:])
    except CannotGoOnError as stop:
        print(stop, file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
