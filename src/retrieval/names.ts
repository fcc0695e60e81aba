import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import { HONORIFICS, isTitleHead } from '../index/titles.js';
import { type Word, wordsOf } from '../index/words.js';
import { analysisOf } from './analysis.js';
import type { Mention } from './mention.js';
import { mentionsIn } from './mentions.js';
import { perGeneration } from './per-generation.js';
import { STOP_WORDS } from './stop-words.js';

/** A name in a text: half-open range in its code units, and what it stands for. */
export interface Name extends Span {
  /** `person:…` and `place:…` of `mentionsIn`; `name:…`, its last word, of anything else. */
  readonly concept: string;
}

/** Below this a word is as likely no name: "turkey", "us", or a nickname. */
const LEAST = 0.61;
/** Passages looked at to learn how a word is written; and words that stay in memory. */
const SAMPLED = 24;
const REMEMBERED = 4096;

type Named = Omit<Mention, 'weight'>;

const capitalShares = perGeneration(() => new Map<string, number | undefined>());

/**
 * The people and places that `text` names, the surest of each range, and the runs of other words
 * that the corpus writes with a capital, or that are written so and unknown to it; not overlapping,
 * in their order.
 *
 * @param cased whether names have capitals in it: true for a quote, false for a question.
 */
export function namesIn(generation: Generation, text: string, cased: boolean): Name[] {
  const words = wordsOf(text);
  const mentions = mentionsIn(generation, words, { text, cased })
    .filter(({ concept }) => !concept.startsWith('number:'))
    .sort((a, b) => b.to - b.from - (a.to - a.from) || b.weight - a.weight);
  const taken: Named[] = [];
  for (const mention of mentions) {
    if (mention.weight >= LEAST && !taken.some((other) => overlap(mention, other)))
      taken.push(mention);
  }
  const runs = runsIn(generation, words, text, cased);
  taken.push(...runs.filter((run) => !mentions.some((mention) => overlap(run, mention))));
  return taken
    .sort((a, b) => a.from - b.from)
    .map(({ concept, from, to }) => {
      return { concept, start: (words[from] as Word).start, end: (words[to - 1] as Word).end };
    });
}

function overlap(a: Named, b: Named): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Runs of words that are written as names; a title is no part of one. */
function runsIn(generation: Generation, words: readonly Word[], text: string, cased: boolean) {
  const isName = ({ word, capital }: Word, at: number): boolean => {
    if (STOP_WORDS.has(word) || HONORIFICS.has(word) || isTitleHead(word)) return false;
    if (/^\d/.test(word) || (cased && !capital)) return false;
    return (capitalShare(generation, word) ?? (capital && at > 0 ? 1 : 0)) > 0.5;
  };
  const runs: Named[] = [];
  let from = 0;
  for (const [at, word] of words.entries()) {
    if (!isName(word, at)) from = at + 1;
    else {
      const next = words[at + 1];
      const adjoins = next !== undefined && /^[ -]$/.test(text.slice(word.end, next.start));
      if (adjoins && isName(next, at + 1)) continue;
      runs.push({ concept: `name:${word.word}`, from, to: at + 1 });
      from = at + 1;
    }
  }
  return runs;
}

/** How often the corpus writes a word with a capital, 0…1; `undefined` if one cannot tell. */
function capitalShare(generation: Generation, word: string): number | undefined {
  return remembered(capitalShares(generation), REMEMBERED, word, () => {
    const analysis = analysisOf(generation);
    const found = generation.matchWords([word], SAMPLED).flatMap(({ passage }) =>
      // Every sentence begins with a capital, and headings may be all capitals: neither tells.
      analysis
        .passage(generation.passage(passage))
        .sentences.filter(({ sentence }) => sentence.kind !== 'heading')
        .flatMap(({ words }) => words.slice(1).filter((other) => other.word === word)),
    );
    const capitals = found.filter(({ capital }) => capital).length;
    return found.length === 0 ? undefined : capitals / found.length;
  });
}
