import type Database from 'better-sqlite3';
import type { PassageRow } from './rows.js';

/** A passage with its document's text and description. */
export type WholeRow = Omit<PassageRow, 'document'> & { document: string; info: string };

/** What `IndexWriter` runs. */
export function statementsOf(database: Database.Database) {
  const prepare = <Values extends unknown[]>(sql: string) => database.prepare<Values>(sql);
  return {
    document: prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)'),
    removeDocument: prepare<[number]>('DELETE FROM documents WHERE id = ?'),
    read: database.prepare<[number], { info: string; text: string }>(
      'SELECT info, text FROM documents WHERE id = ?',
    ),
    passage: prepare('INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)'),
    between: database.prepare<[number, number], PassageRow>(
      'SELECT id, document, start, "end", section, sentences FROM passages WHERE id BETWEEN ? AND ?',
    ),
    removePassages: prepare<[number, number]>('DELETE FROM passages WHERE id BETWEEN ? AND ?'),
    passageWords: prepare(
      'INSERT INTO passage_words (rowid, title, section, body) VALUES (?, ?, ?, ?)',
    ),
    // An index without content takes a row out when it is told what was put in.
    removeWords: prepare(
      `INSERT INTO passage_words (passage_words, rowid, title, section, body)
       VALUES ('delete', ?, ?, ?, ?)`,
    ),
    loose: prepare<[number, Buffer]>('INSERT INTO loose_vectors VALUES (?, ?)'),
    removeLoose: prepare<[number]>('DELETE FROM loose_vectors WHERE passage = ?'),
    dead: prepare<[number]>('INSERT OR IGNORE INTO dead_vectors VALUES (?)'),
    whole: database.prepare<[number], WholeRow>(
      `SELECT passages.id, start, "end", section, sentences, info, text AS document
         FROM passages JOIN documents ON documents.id = passages.document WHERE passages.id = ?`,
    ),
    sample: database
      .prepare<[number], number>('SELECT id FROM passages ORDER BY embedding_key, id LIMIT ?')
      .pluck(),
    size: database.prepare(
      `SELECT (SELECT count(*) FROM documents) AS documents,
              (SELECT count(*) FROM passages) AS passages,
              (SELECT count(*) FROM loose_vectors) AS loose,
              (SELECT count(*) FROM dead_vectors) AS dead`,
    ),
    manifest: prepare('INSERT OR REPLACE INTO manifest VALUES (?, ?)'),
  };
}
