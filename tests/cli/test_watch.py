from __future__ import annotations

import os
from pathlib import Path

from meada.cli.watch import fresh


def test_a_file_is_fresh_once_it_rests_and_again_when_it_changed(tmp_path: Path) -> None:
    page, seen = tmp_path / "a.html", dict[Path, tuple[int, float]]()
    page.write_text("<p>Um</p>")
    os.utime(page, (1000, 1000))
    assert fresh((tmp_path,), seen, settled=2, now=lambda: 1001) == []
    assert fresh((tmp_path,), seen, settled=2, now=lambda: 1003) == [page]
    assert fresh((tmp_path,), seen, settled=2, now=lambda: 1009) == []
    page.write_text("<p>Um e dois</p>")
    os.utime(page, (1010, 1010))
    assert fresh((tmp_path,), seen, settled=2, now=lambda: 1020) == [page]
