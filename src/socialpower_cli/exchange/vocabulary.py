"""The terms of SKOS and of what goes with it, as URIs."""

SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
DCT = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
VOID = "http://rdfs.org/ns/void#"
ISOTHES = "http://purl.org/iso25964/skos-thes#"

PREFIXES = {
    "skos": SKOS,
    "skosxl": SKOSXL,
    "dct": DCT,
    "dc": DC,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "void": VOID,
    "iso-thes": ISOTHES,
}
NAMESPACES = tuple(PREFIXES.values())
