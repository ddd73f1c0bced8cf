//! Owns the words of session codes: Italian, 4 to 9 letters, no accents, any two at least two letters apart.
//! An order that changes makes no code invalid; a word that goes does.

/// The words, in the order of the alphabet.
pub(super) const WORDS: [&str; 256] = [
    "abete", "accordo", "aceto", "acqua", "affare", "agosto", "alba", "albero", "albume", "alloro", "amaca", "amico",
    "ancora", "anello", "angolo", "anguria", "aprile", "aquila", "aratro", "arco", "argilla", "aria", "asilo",
    "attico", "aurora", "avena", "bacio", "baita", "balcone", "balena", "banco", "barca", "basilico", "bastone",
    "batteria", "biscotto", "bosco", "bottone", "brezza", "brodo", "bronzo", "bruco", "burro", "bussola", "cactus",
    "calamita", "caldaia", "calice", "cammello", "campana", "canale", "candela", "canestro", "cannella", "cappello",
    "capra", "carota", "casco", "castagna", "cavallo", "cedro", "cena", "cerchio", "cervo", "chiave", "chiodo",
    "chitarra", "cicala", "ciliegia", "cinema", "cipolla", "circo", "civetta", "collina", "colomba", "coltello",
    "cometa", "coniglio", "corallo", "corda", "corona", "cortile", "cotone", "cubo", "cucina", "cuscino", "dado",
    "daino", "delfino", "dente", "deserto", "disco", "drago", "edera", "elica", "estate", "fagiolo", "falco", "farina",
    "favola", "felce", "ferro", "festa", "fiaba", "fiume", "flauto", "foglia", "folla", "fontana", "formica", "forno",
    "fragola", "freccia", "frutta", "fungo", "fuoco", "gallo", "gamba", "gatto", "gelato", "gelso", "gennaio",
    "giglio", "giostra", "giraffa", "giugno", "gomma", "gondola", "grano", "grillo", "grotta", "guanto", "guscio",
    "imbuto", "inverno", "isola", "istrice", "lampada", "larice", "latte", "lavagna", "legno", "leone", "libro",
    "liceo", "lievito", "limone", "liuto", "lontra", "luglio", "lumaca", "maggio", "mango", "mappa", "marea", "marmo",
    "matita", "mattone", "medusa", "menta", "mercato", "miele", "mondo", "monte", "mosaico", "mulino", "muschio",
    "musica", "nastro", "nebbia", "notte", "nuvola", "oceano", "olivo", "ombra", "ortica", "ostrica", "ottobre",
    "padella", "palazzo", "palla", "palude", "panca", "pantera", "passero", "pasta", "patata", "pavone", "pecora",
    "penna", "pesca", "piazza", "pietra", "pineta", "pioggia", "pirata", "polvere", "porto", "prato", "prugna",
    "quadro", "quercia", "radice", "ragno", "regalo", "riccio", "rivale", "rocca", "rubino", "rugiada", "ruota",
    "sabbia", "salvia", "sandalo", "sasso", "scala", "scarpa", "scoglio", "scuola", "secchio", "sedia", "segale",
    "sirena", "spada", "stella", "storia", "strada", "struzzo", "sughero", "susina", "tamburo", "tappeto", "tavolo",
    "tazza", "teatro", "telaio", "tenda", "tetto", "tigre", "topazio", "torre", "treno", "uccello", "valigia",
    "vapore", "velluto", "vento", "verbena", "vigna", "viola", "violino", "volpe", "vulcano", "zebra", "zenzero",
    "zucca",
];
