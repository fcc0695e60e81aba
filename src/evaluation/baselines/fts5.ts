import Database from 'better-sqlite3';
import { STOP_WORDS } from '../../retrieval/stop-words.js';
import { type Baseline, DEPTH } from './baseline.js';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * `bm25()` of SQLite's FTS5 with Porter stems, each sentence a document, in memory: any of the
 * question's words may match. One takes all words, the other leaves stop words out.
 */
export function fts5(sentences: readonly string[]): Baseline[] {
  const database = new Database(':memory:');
  database.exec("CREATE VIRTUAL TABLE sentences USING fts5 (text, tokenize = 'porter unicode61')");
  const insert = database.prepare('INSERT INTO sentences (rowid, text) VALUES (?, ?)');
  database.transaction(() => {
    for (const [id, text] of sentences.entries()) insert.run(id, text);
  })();
  const select = database
    .prepare<[string, number], number>(
      'SELECT rowid FROM sentences WHERE sentences MATCH ? ORDER BY bm25(sentences), rowid LIMIT ?',
    )
    .pluck();
  const search = (words: readonly string[]) =>
    words.length === 0 ? [] : select.all(words.map((word) => `"${word}"`).join(' OR '), DEPTH);
  const wordsOf = (question: string) => question.match(WORD) ?? [];
  const content = (question: string) =>
    wordsOf(question).filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  return [
    { name: 'FTS5 bm25', search: (question) => search(wordsOf(question)) },
    { name: 'FTS5 bm25, no stop words', search: (question) => search(content(question)) },
  ];
}
