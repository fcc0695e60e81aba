import { NAMES_SCHEMA } from './name-store.js';

/**
 * Raise when a generation's files would be read otherwise than before, or people be learned
 * otherwise: it rebuilds every index.
 */
export const SCHEMA_VERSION = 9;

/**
 * Ids are those of `ids.ts`. Of a vector in a file that is of no passage any more tells
 * `dead_vectors`; those that are in no file yet are in `loose_vectors`.
 * `passage_words` and `word_trigrams` keep no copy of what they index: words are looked up there
 * and read from the document. Porter stems join inflections; trigrams find misspellings. `names`
 * and `titles` say which words mean which people, and how surely.
 */
export const SCHEMA = `
  CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    info TEXT NOT NULL,
    text TEXT NOT NULL,
    passages INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    section TEXT,
    sentences TEXT NOT NULL,
    embedding_key BLOB NOT NULL
  ) STRICT;
  CREATE TABLE dead_vectors (passage INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE loose_vectors (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL) STRICT;
  CREATE TABLE words (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    passages INTEGER NOT NULL,
    vector BLOB NOT NULL
  ) STRICT;
  CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, passages INTEGER NOT NULL) STRICT;
  CREATE TABLE names (
    words TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES people (id),
    weight REAL NOT NULL,
    common REAL NOT NULL,
    PRIMARY KEY (words, person)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE titles (
    words TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES people (id),
    weight REAL NOT NULL,
    PRIMARY KEY (words, person)
  ) STRICT, WITHOUT ROWID;
  ${NAMES_SCHEMA}
  CREATE VIRTUAL TABLE passage_words USING fts5 (
    title, section, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
  );
  CREATE VIRTUAL TABLE word_trigrams USING fts5 (
    word, content = '', tokenize = 'trigram'
  );
`;
