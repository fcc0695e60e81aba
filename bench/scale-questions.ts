import { openCorpusFolder } from '../src/corpus/folder.js';
import { sentencesOf } from '../src/passages/sentences.js';
import { evenly } from './scale-figures.js';

/** Documents that are looked through at first. */
const LOOKED_THROUGH = 1_500;
/** Code units; a shorter question is mostly a word thrown in, a longer one no question any more. */
const LENGTHS = { least: 25, most: 300 } as const;
const SHARE_DROPPED = 0.3;
const FEWEST_WORDS = 4;
const SEED = 5;

/** Sentences of the documents. */
export interface Questions {
  /** To be asked before any figure is taken. */
  readonly warmUp: readonly string[];
  /** As they are written. */
  readonly written: readonly string[];
  /** The same with words dropped. */
  readonly dropped: readonly string[];
  /** All others, as they are written and with words dropped; of none, these same. */
  readonly others: readonly string[];
}

/** How many are asked for a figure, at most, and before it. */
export interface Counts {
  readonly warmUp: number;
  readonly questions: number;
}

/**
 * Sentences that end in a question mark, evenly over the documents, each wording once.
 *
 * @param counts there are fewer where the documents hold fewer.
 */
export async function questionsOf(
  folder: string,
  counts: Counts,
  maxBytes: number,
): Promise<Questions> {
  const corpus = await openCorpusFolder(folder, maxBytes);
  const found = new Set<string>();
  const first = new Set(evenly(corpus.sources, LOOKED_THROUGH));
  const rest = corpus.sources.filter((source) => !first.has(source));
  for (const sources of [[...first], rest]) {
    if (found.size >= counts.warmUp + counts.questions) break;
    for (const source of sources) {
      // What cannot be read is the indexer's business.
      const raw = await corpus.read(source).catch(() => undefined);
      for (const question of raw === undefined ? [] : questionsIn(raw)) found.add(question);
    }
  }
  return parted([...found], counts);
}

function questionsIn(raw: { parse(): { text: string; blocks: readonly Block[] } }): string[] {
  try {
    const { text, blocks } = raw.parse();
    return blocks
      .flatMap((block) => sentencesOf(text, block))
      .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim())
      .filter((sentence) => sentence.endsWith('?') && hasLength(sentence));
  } catch {
    return [];
  }
}

type Block = Parameters<typeof sentencesOf>[1];

function hasLength(sentence: string): boolean {
  const { least, most } = LENGTHS;
  return (
    sentence.length >= least &&
    sentence.length <= most &&
    sentence.split(' ').length >= FEWEST_WORDS
  );
}

/** Gives each question one use, evenly over all. */
export function parted(found: readonly string[], counts: Counts): Questions {
  const drop = wordDropper(SEED);
  const warmUp = evenly(found, Math.min(counts.warmUp, Math.floor(found.length / 4)));
  const left = without(found, warmUp);
  const written = evenly(left, counts.questions);
  const dropped = written.map(drop);
  const rest = without(left, written);
  const others = [...rest, ...rest.map(drop)];
  return { warmUp, written, dropped, others: rest.length > 0 ? others : [...written, ...dropped] };
}

function without(all: readonly string[], taken: readonly string[]): string[] {
  const gone = new Set(taken);
  return all.filter((one) => !gone.has(one));
}

/** Leaves out about a third of the words, the same ones at every run; four stay at least. */
export function wordDropper(seed: number): (question: string) => string {
  const random = randomRow(seed);
  return (question) => {
    const words = question.slice(0, -1).split(' ');
    let left = words.length;
    const kept = words.filter(() => {
      const drops = random() < SHARE_DROPPED && left > FEWEST_WORDS;
      if (drops) left -= 1;
      return !drops;
    });
    return `${kept.join(' ')}?`;
  };
}

/** Tommy Ettinger's generator: 0 ≤ x < 1, the same row for the same seed. */
export function randomRow(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
