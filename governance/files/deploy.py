"""Files for whoever installs the service: units of systemd, the server in front, settings, alerts, a container."""

from collections.abc import Mapping
from pathlib import Path

from governance.paths import TEMPLATES
from governance.refusal import Refusal


def write_deploy_files(folder: Path, facts: Mapping[str, str]) -> list[Path]:
    """Write every file into ``folder``, what stands between @ signs filled in; answers which.

    A file that is there already is left alone, for somebody may have changed it (``file-exists``).
    """
    folder.mkdir(parents=True, exist_ok=True)
    sources = sorted(path for path in (TEMPLATES / "deploy").iterdir() if path.is_file())
    for source in sources:
        if (folder / source.name).exists():
            raise Refusal("file-exists", path=str(folder / source.name))
    written = []
    for source in sources:
        text = source.read_text(encoding="utf-8")
        for name, value in facts.items():
            text = text.replace(f"@{name}@", value)
        written.append(folder / source.name)
        written[-1].write_text(text, encoding="utf-8")
    return written
