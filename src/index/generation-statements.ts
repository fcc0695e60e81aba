import type Database from 'better-sqlite3';
import type { PassageRow } from './rows.js';

const PASSAGE_COLUMNS = 'id, document, start, "end", section, sentences';

/** What `Generation` runs. */
export function statementsOf(database: Database.Database) {
  return {
    text: database.prepare<[number], string>('SELECT text FROM documents WHERE id = ?').pluck(),
    passage: database.prepare<[number], PassageRow>(
      `SELECT ${PASSAGE_COLUMNS} FROM passages WHERE id = ?`,
    ),
    between: database.prepare<[number, number], PassageRow>(
      `SELECT ${PASSAGE_COLUMNS} FROM passages WHERE id BETWEEN ? AND ? ORDER BY id`,
    ),
    count: database
      .prepare<[number, number], number>('SELECT count(*) FROM passages WHERE id BETWEEN ? AND ?')
      .pluck(),
    keys: database
      .prepare<[number, number], [number, Buffer]>(
        'SELECT id, embedding_key FROM passages WHERE id BETWEEN ? AND ?',
      )
      .raw(),
  };
}
