"""The layers of the product: upper imports lower only, siblings not each other."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the project in a folder with this very Python."""
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False
    )


def test_every_contract_is_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_import_from_a_higher_layer_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "orgmodel"
    for layer in ("low", "high"):
        (package / layer).mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "high" / "__init__.py").write_text("")
    (package / "low" / "__init__.py").write_text("import orgmodel.high\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_packages = ["orgmodel"]\n'
        '[[tool.importlinter.contracts]]\nname = "layers"\ntype = "layers"\n'
        'containers = ["orgmodel"]\nlayers = ["high", "low"]\n'
    )
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "orgmodel.low is not allowed to import orgmodel.high" in result.stdout
