import type Database from 'better-sqlite3';
import { stemmer } from 'stemmer';
import { remembered } from './memory.js';
import { type PassageSet, type StoredWord, toVector, type WordMatch } from './rows.js';

/** BM25 weights of title, section and body. */
const FIELD_WEIGHTS = '1.0, 1.0, 2.0';
/** Passages scored for one search; a thousand take about half a millisecond. */
const MOST_SCORED = 6_000;
/** Words that stay in memory once looked up; the vectors of that many take 16 MiB. */
const CACHED_WORDS = 16_384;
const CACHED_SEARCHES = 4096;
/** Letters; a longer word is no slip, and its trigrams may stand thousands of times in another. */
const LONGEST_SIMILAR = 64;

/** The words of one generation: what is known of them, which resemble each other, where they stand. */
export class WordSearch {
  readonly #words = new Map<string, StoredWord | undefined>();
  readonly #similar = new Map<string, readonly string[]>();
  readonly #rows = new Map<string, number>();
  readonly #statements;

  constructor(database: Database.Database) {
    database.exec(
      "CREATE VIRTUAL TABLE temp.stems USING fts5vocab('main', 'passage_words', 'row')",
    );
    this.#statements = {
      word: database.prepare<[string], { word: string; passages: number; vector: Buffer }>(
        'SELECT word, passages, vector FROM words WHERE word = ?',
      ),
      rows: database.prepare<[string], number>('SELECT doc FROM temp.stems WHERE term = ?').pluck(),
      matches: database.prepare<[string, number], WordMatch>(
        `SELECT rowid AS passage, -bm25(passage_words, ${FIELD_WEIGHTS}) AS score
           FROM passage_words WHERE passage_words MATCH ? ORDER BY score DESC, rowid LIMIT ?`,
      ),
      within: database.prepare<[string, number, number], WordMatch>(
        `SELECT rowid AS passage, -bm25(passage_words, ${FIELD_WEIGHTS}) AS score
           FROM passage_words WHERE passage_words MATCH ? AND rowid BETWEEN ? AND ?
          ORDER BY score DESC, rowid`,
      ),
      phrase: database
        .prepare<[string, number], number>(
          'SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rowid LIMIT ?',
        )
        .pluck(),
      similar: database
        .prepare<[string, number], string>(
          `SELECT words.word FROM word_trigrams JOIN words ON words.id = word_trigrams.rowid
            WHERE word_trigrams MATCH ? ORDER BY bm25(word_trigrams), words.word LIMIT ?`,
        )
        .pluck(),
    };
  }

  /** `undefined` for a word that no passage holds. `word` as `wordsOf` gives it. */
  word(word: string): StoredWord | undefined {
    return remembered(this.#words, CACHED_WORDS, word, () => {
      const row = this.#statements.word.get(word);
      return row === undefined ? undefined : { ...row, vector: toVector(row.vector) };
    });
  }

  /** Words that share trigrams with `word`, most first. It needs three letters, and 64 at most. */
  similarWords(word: string, count: number): readonly string[] {
    const letters = [...word];
    if (letters.length < 3 || letters.length > LONGEST_SIMILAR) return [];
    const trigrams = new Set(letters.slice(2).map((_, i) => letters.slice(i, i + 3).join('')));
    return remembered(this.#similar, CACHED_SEARCHES, `${count} ${word}`, () =>
      this.#statements.similar.all(anyOf([...trigrams]), count),
    );
  }

  /**
   * Passages that hold any of the words (or an inflection of one), best first. Words that are so
   * common that they would only slow the search down are left to the rarer ones.
   *
   * @param among looks at these passages only.
   */
  matches(words: readonly string[], count: number, among?: PassageSet): WordMatch[] {
    if (words.length === 0) return [];
    const isFew = among !== undefined && among.spanned < MOST_SCORED;
    const query = isFew
      ? anyOf(words)
      : selective(words.map((word) => ({ word, rows: this.rowsWith(word) })));
    if (among === undefined) return this.#statements.matches.all(query, count);
    return this.#statements.within
      .all(query, among.first, among.last)
      .filter(({ passage }) => among.has(passage))
      .slice(0, count);
  }

  /**
   * Passages whose text holds the words on end (inflections count as the same), the first `count` in
   * the order of the documents: it is not scored, so that a common phrase takes no longer.
   */
  phrase(words: readonly string[], count: number): number[] {
    if (words.length === 0) return [];
    return this.#statements.phrase.all(`body : ${anyOf([words.join(' ')])}`, count);
  }

  /** How many passages hold the word or an inflection, in the text, its title or section. */
  rowsWith(word: string): number {
    return remembered(this.#rows, CACHED_SEARCHES, word, () => {
      return this.#statements.rows.get(stemmer(word)) ?? 0;
    });
  }
}

interface Searched {
  readonly word: string;
  readonly rows: number;
}

/**
 * The rarest words, as many as can be scored in a few milliseconds. If even the rarest that the
 * index knows is too common, the passages that it shares with the next one are looked at.
 */
function selective(words: readonly Searched[]): string {
  const byRarity = [...words].sort((a, b) => a.rows - b.rows);
  let rows = 0;
  const taken = byRarity.filter((word) => {
    rows += word.rows;
    return rows <= MOST_SCORED;
  });
  // Not all are counted as the index cuts them ("1.5" is two to it): 0 may be a few.
  const isEnough = taken.length === words.length || taken.some((word) => word.rows > 0);
  const common = isEnough ? [] : byRarity.slice(taken.length, taken.length + 2);
  const parts = taken.map(({ word }) => anyOf([word]));
  if (common.length > 0) parts.push(`(${common.map(({ word }) => anyOf([word])).join(' AND ')})`);
  return parts.join(' OR ');
}

/** FTS5 strings: quoted, so that no word is taken for an operator; a NUL would end the query. */
function anyOf(terms: readonly string[]): string {
  return terms.map((term) => `"${term.replaceAll('\0', ' ').replaceAll('"', '""')}"`).join(' OR ');
}
