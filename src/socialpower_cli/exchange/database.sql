-- A corpus of concepts, as sp writes it. Every table says what it holds; a link is stored once, and the view
-- neighbour has both of its ends.

CREATE TABLE about (  -- what is known of the corpus as a whole: title, version, language, licence, and who wrote the file
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE category (
    key TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    position INTEGER NOT NULL  -- in the order of the corpus, from 1
);

CREATE TABLE concept (  -- an entry; citations in its texts are in pandoc's form, by the keys of the table source: [@weber1947]
    id TEXT PRIMARY KEY,
    term TEXT NOT NULL,
    category TEXT REFERENCES category (key),
    gloss TEXT,  -- for lists
    definition TEXT NOT NULL,
    explanation TEXT,
    note TEXT,  -- rival definitions, disputes, misuse
    origin TEXT  -- who coined or established it
);

CREATE TABLE name (  -- the names of a concept but its term, and words that it is looked up under
    concept TEXT NOT NULL REFERENCES concept (id),
    kind TEXT NOT NULL,  -- alias, label (no name, but leads there) or former id
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (concept, kind, position)
);

CREATE TABLE example (
    concept TEXT NOT NULL REFERENCES concept (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    setting TEXT,
    text TEXT NOT NULL,
    in_balance TEXT,  -- the same scene between equals
    PRIMARY KEY (concept, position)
);

CREATE TABLE saying (  -- everyday: how people say it; paraphrase and situation: other words for it, written for search
    concept TEXT NOT NULL REFERENCES concept (id),
    kind TEXT NOT NULL,  -- everyday, paraphrase or situation
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (concept, kind, position)
);

CREATE TABLE link (
    concept TEXT NOT NULL REFERENCES concept (id),
    kind TEXT NOT NULL,  -- broader, related, contrasts or about
    target TEXT NOT NULL REFERENCES concept (id),
    why TEXT,
    position INTEGER NOT NULL,
    PRIMARY KEY (concept, kind, target)
);

CREATE TABLE source (
    key TEXT PRIMARY KEY,
    reference TEXT NOT NULL,  -- in full, in the form of the APA
    year TEXT,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    item TEXT NOT NULL  -- CSL-JSON
);

CREATE TABLE citation (
    concept TEXT NOT NULL REFERENCES concept (id),
    source TEXT NOT NULL REFERENCES source (key),
    position INTEGER NOT NULL,
    PRIMARY KEY (concept, source)
);

CREATE INDEX link_target ON link (target);
CREATE INDEX citation_source ON citation (source);

CREATE VIEW neighbour AS  -- every link from both of its ends
SELECT concept, kind, target, why FROM link
UNION
SELECT
    target,
    CASE kind WHEN 'broader' THEN 'narrower' WHEN 'about' THEN 'theories' ELSE kind END,
    concept,
    why
FROM link;

CREATE VIEW cited AS  -- which concepts cite which works, in words
SELECT concept.id, concept.term, source.key, source.reference
FROM citation
JOIN concept ON concept.id = citation.concept
JOIN source ON source.key = citation.source;
