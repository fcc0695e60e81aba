import type { Generation } from '../index/generation.js';
import { analysisOf } from '../retrieval/analysis.js';
import type { RankedSentence } from '../retrieval/ranker.js';
import type { Voice } from '../retrieval/speakers.js';
import { type Folded, foldSameWording, type Wording, wordingOf } from './fold.js';
import type { Statement } from './statement.js';

/** Wordings among which citations are chosen: some are shown with another, or have faults. */
const WORDINGS = 12;
/** Ranked sentences looked at, so that a text of which there are many copies takes no time. */
const LOOKED_AT = 120;

/** A ranked sentence that may be shown, and those with its wording. */
export interface Considered extends Folded<RankedSentence> {
  readonly statement: Statement & { readonly voice: Voice };
  /** 0…1, comparable between questions. */
  readonly score: number;
}

/** By the words of the sentence, which live as long as their passage is remembered. */
const wordings = new WeakMap<Statement['words'], Wording>();

function knownWording(words: Statement['words']): Wording {
  const known = wordings.get(words) ?? wordingOf(words.map(({ entry }) => entry.word));
  wordings.set(words, known);
  return known;
}

/**
 * The best of the ranked sentences, best first, those of one wording folded into the first.
 *
 * @param confidence of the best sentence, 0…1.
 */
export function consideredOf(
  generation: Generation,
  ranked: readonly RankedSentence[],
  confidence: number,
): Considered[] {
  const best = ranked[0]?.score ?? 0;
  const folded = foldSameWording(
    statedOf(generation, ranked.slice(0, LOOKED_AT)),
    ({ statement: { words } }) => knownWording(words),
    ({ item: { candidate, sentence } }) => ({
      source: candidate.document.info.source,
      start: sentence.start,
      end: sentence.end,
    }),
    WORDINGS,
  );
  return folded.map(({ item: { item, statement }, alsoIn }) => {
    return { item, statement, alsoIn, score: confidence * Math.exp(item.score - best) };
  });
}

/** One after the other, as seldom more than a few have to be taken apart. */
function* statedOf(generation: Generation, ranked: readonly RankedSentence[]) {
  for (const item of ranked) yield { item, statement: statementOf(generation, item) };
}

/** What a ranked sentence says, with who says it. */
export function statementOf(generation: Generation, { candidate, sentence }: RankedSentence) {
  const analysed = analysisOf(generation).passage(candidate.passage).sentences;
  const found = analysed.find((other) => other.sentence.start === sentence.start);
  if (found === undefined) throw new Error(`passage ${candidate.passage.id} lost a sentence`);
  // Who speaks is found out when it is asked for: most of these are never shown.
  return {
    text: found.text,
    words: found.words,
    date: candidate.document.info.date,
    get voice() {
      return found.voice;
    },
  };
}
