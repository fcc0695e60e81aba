import type Database from 'better-sqlite3';
import type { PassageRange, WordMatch } from './rows.js';
import type { Phrase, WantedWords } from './wanted-words.js';

/** Passages that are ranked; a thousand take one to three milliseconds. */
export const MOST_FOUND = 10_000;
/** Of more words that do not stand together anywhere, the rarest are looked for. */
const MOST_PARTED = 5;

/** Passages that hold the wanted words. */
export interface LookedUp {
  /** Ids, best first by BM25, ties in the order of the documents; at most `MOST_FOUND`. */
  readonly passages: readonly number[];
  /** Whether there are more, of which none was ranked: these are then the first in the corpus. */
  readonly capped: boolean;
  /** Whether no passage holds all of the words; these hold the most, of the rarest five. */
  readonly partial: boolean;
}

/** Finds passages by their own words alone, without title and section. */
export class WordLookup {
  readonly #rowsWith: (word: string) => number;
  readonly #passagesOf: (document: number) => PassageRange | undefined;
  readonly #statements;

  /**
   * @param rowsWith how many passages hold a word, to tell which is rarer.
   * @param passagesOf the ids of a document's passages.
   */
  constructor(
    database: Database.Database,
    rowsWith: (word: string) => number,
    passagesOf: (document: number) => PassageRange | undefined,
  ) {
    this.#rowsWith = rowsWith;
    this.#passagesOf = passagesOf;
    const found = `SELECT rowid AS passage, -bm25(passage_words) AS score
      FROM passage_words WHERE passage_words MATCH ?`;
    this.#statements = {
      anywhere: database.prepare<[string, number], WordMatch>(`${found} LIMIT ?`),
      among: database.prepare<[string, number, number, string, number], WordMatch>(
        `${found} AND rowid BETWEEN ? AND ?
          AND (SELECT document FROM passages WHERE id = passage_words.rowid)
            IN (SELECT value FROM json_each(?)) LIMIT ?`,
      ),
    };
  }

  /** @param documents the only ones that are searched. */
  find({ wanted, unwanted }: WantedWords, documents?: ReadonlySet<number>): LookedUp {
    const find = (phrases: readonly Phrase[], most: number) =>
      this.#matching(expressionOf(phrases, unwanted), documents, most);
    const all = find(wanted, MOST_FOUND + 1);
    if (all.length > 0 || wanted.length === 1) return ranked(all, false);
    const held = wanted.filter((phrase) => find([phrase], 1).length > 0);
    const rarest = [...held]
      .sort((a, b) => this.#rowsOf(a) - this.#rowsOf(b))
      .slice(0, MOST_PARTED);
    for (let count = rarest.length; count > 0; count--) {
      // No passage holds more, so none is found with two of the choices.
      const found = choicesOf(rarest, count).flatMap((choice) => find(choice, MOST_FOUND + 1));
      if (found.length > 0) return ranked(found, true);
    }
    return ranked([], false);
  }

  #rowsOf(phrase: Phrase): number {
    return Math.min(...phrase.map(this.#rowsWith));
  }

  #matching(expression: string, documents: ReadonlySet<number> | undefined, most: number) {
    if (documents === undefined) return this.#statements.anywhere.all(expression, most);
    if (documents.size === 0) return [];
    const ids = [...documents].sort((a, b) => a - b);
    const ranges = ids.map(this.#passagesOf).filter((range) => range !== undefined);
    const [first = 0, last = 0] = [ranges[0]?.first, ranges.at(-1)?.last];
    return this.#statements.among.all(expression, first, last, JSON.stringify(ids), most);
  }
}

function ranked(found: readonly WordMatch[], partial: boolean): LookedUp {
  const passages = [...found]
    .sort((a, b) => b.score - a.score || a.passage - b.passage)
    .slice(0, MOST_FOUND)
    .map(({ passage }) => passage);
  return { passages, capped: found.length > MOST_FOUND, partial };
}

/** Every choice of `count` of the phrases. */
function choicesOf(phrases: readonly Phrase[], count: number): Phrase[][] {
  if (count === 0) return [[]];
  return phrases.flatMap((first, i) =>
    choicesOf(phrases.slice(i + 1), count - 1).map((rest) => [first, ...rest]),
  );
}

/** In FTS5's syntax, with every word in quotation marks so that none is an operator. */
function expressionOf(wanted: readonly Phrase[], unwanted: readonly Phrase[]): string {
  const strings = (phrases: readonly Phrase[]) =>
    phrases.map((words) => `"${words.join(' ').replaceAll('"', '""')}"`);
  const all = strings(wanted).join(' AND ');
  const none = strings(unwanted).join(' OR ');
  return `body : (${none === '' ? all : `(${all}) NOT (${none})`})`;
}
