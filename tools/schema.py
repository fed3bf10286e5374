"""Write data/concepts.schema.json from the model."""

import json
from pathlib import Path

from socialpower_cli.corpus import model

if __name__ == "__main__":
    path = Path(__file__).parent.parent / "data" / "concepts.schema.json"
    path.write_text(json.dumps(model.schema(), indent=2) + "\n", encoding="utf-8")
