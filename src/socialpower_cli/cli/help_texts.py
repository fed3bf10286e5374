"""What the help says of the program and of each command.

Text and not docstrings, which Python drops when it is asked to save space (-OO). A \\b keeps Typer from wrapping what follows.
"""

SHORT_HELP = """sp: a reference work on social power

  sp define power-imbalance      what a concept means, with examples and sources
  sp search leverage             find a concept by any words, or by what happened
  sp related social-status       what it is broader, narrower, related and opposed to

More: sp help"""

# The commands by what a person wants to do: all of them on one screen. A test holds that each is named once.
GROUPS = {
    ("define", "search"): "A concept in full; what a description or a story names.",
    ("examples", "cite"): "Worked examples; a concept's sources, or all works.",
    ("related", "path", "map"): "What a concept is linked to, drawn too; how two link.",
    ("compare",): "Two or three concepts: what tells them apart.",
    ("list", "random", "web"): "All in a list, a tree, a page; one at random.",
    ("annotate", "quiz"): "Mark a text's concepts; ask which one is meant.",
    ("new", "check", "corpora"): "Your own concepts: begin one, check, see all files.",
    ("import", "export"): "Tables, glossaries, thesauri: from and to them.",
}

HELP = {
    "sp": """
A reference work on social power: definitions, examples, links, sources.

\b
Examples:
  sp power imbalance
""",
    "define": """
Show a concept: what it means, examples, links and sources.

\b
Examples:
  sp define power-imbalance
  sp define bargaining power --brief
""",
    "search": """
Find concepts by a name, a description, or what happened.

\b
Examples:
  sp search my boss takes credit for my work
  sp search '"the last word"' --in definition
""",
    "examples": """
Show worked examples: of a concept, or of all in a setting.

\b
Examples:
  sp examples power-imbalance
  sp examples power-imbalance --setting law
  sp examples --setting school --limit 5
""",
    "list": """
List the concepts from A to Z, by category, or as a tree.

\b
Examples:
  sp list --category economy
  sp list --tree
""",
    "cite": """
Cite a concept's sources in full, or list all works.

\b
Examples:
  sp cite authority --style mla
  sp cite --author weber --format bibtex
""",
    "annotate": """
Mark the concepts that a text names, with a glossary.

\b
Examples:
  sp annotate essay.md
  sp annotate --all --format html essay.md > essay.html
""",
    "quiz": """
Ask which of four concepts a definition or a scene tells of.

\b
Examples:
  sp quiz --count 5
  sp quiz --category economy --print --seed 7
""",
    "random": """
Show a concept drawn at random.

\b
Examples:
  sp random --category culture --brief
  sp random --daily
""",
    "related": """
Show what is broader, narrower, related and opposed.

\b
Examples:
  sp related social-status
  sp related power --depth 3
""",
    "compare": """
Set two or three concepts side by side: what tells them apart.

\b
Examples:
  sp compare power authority
  sp compare prejudice vs discrimination
""",
    "path": """
Show how two concepts are linked, step by step.

\b
Examples:
  sp path prejudice discrimination
  sp path power to social status
""",
    "new": """
Begin an entry of your own: a file to be filled in.

\b
Examples:
  sp new Quorum -o quorum.json
  sp new power --extends -o power.json --edit
""",
    "corpora": """
List the corpus files: where, why, and what became of each.

\b
Examples:
  sp corpora
  sp corpora --with my-concepts.json
""",
    "map": """
Draw the concepts around one: as a sketch, Mermaid, DOT or SVG.

\b
Examples:
  sp map status-symbol --format dot
""",
    "check": """
Check a corpus file; each finding says how to mend it.

\b
Examples:
  sp check my-concepts.json
  sp check data/concepts.json --summary
  sp check data/concepts.json --fix
""",
    "import": """
Read a table, glossary or thesaurus; say what had to be dropped.

\b
Examples:
  sp import glossary.csv -o my-concepts.json
  sp import thesaurus.ttl --lang fr -o my-concepts.json
""",
    "export": """
Write concepts for other programs: all, some, or a category.

\b
Examples:
  sp export csv authority, legitimacy -o concepts.csv
""",
    "web": """
Show the whole reference as a page in the browser.

\b
Examples:
  sp web --no-open
  sp web --corpus my-concepts.json
""",
}
