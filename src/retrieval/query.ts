import { stemmer } from 'stemmer';
import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import { wordsOf } from '../index/words.js';
import { type AnswerType, answerTypeOf } from './answer-type.js';
import { withoutFiller } from './filler.js';
import { isHeld, mentionsIn } from './mentions.js';
import { perGeneration } from './per-generation.js';
import { rarity } from './rarity.js';
import { expandShorthand } from './shorthand.js';
import { STOP_WORDS } from './stop-words.js';

/** A word of the question that says what is asked for. */
export interface Term {
  readonly word: string;
  readonly stem: string;
  /** Rarity in the corpus, 0 upwards; a word that the corpus does not know counts as rarest. */
  readonly weight: number;
  readonly known: boolean;
  /** Spellings of it that the corpus knows, with how alike they are, 0…1. */
  readonly spellings: readonly Spelling[];
}

export interface Spelling {
  readonly word: string;
  readonly likeness: number;
}

export interface Query {
  /** What is asked, without greetings and the like: a part of what was written. */
  readonly text: string;
  readonly terms: readonly Term[];
  readonly named: readonly NamedTerms[];
  readonly answerType: AnswerType;
}

/** Terms that name something together, which may have other names in the texts. */
export interface NamedTerms {
  readonly concept: string;
  /** How surely, 0…1. */
  readonly weight: number;
  /** Whether the corpus names it, too, under this or another name. */
  readonly held: boolean;
  /** Positions in `Query.terms`. */
  readonly terms: readonly number[];
}

/** A word is taken for another spelling when it shares at least this share of its trigrams. */
const LIKE_ENOUGH = 0.5;
const SPELLINGS = 4;
const SHORTEST_MISSPELLED = 4;
/** Terms that stay in memory, a generation: the same words are asked about again and again. */
const REMEMBERED = 2048;
/** Passages counted for an inflection that no passage holds in this very form. */
const COUNTED = 200;

const termsOf = perGeneration(() => new Map<string, Term>());

/** Takes a question apart; words repeat once, in their order. */
export function parseQuery(question: string, generation: Generation): Query {
  const text = withoutFiller(question);
  const words = expandShorthand(wordsOf(text), (word) => generation.word(word) !== undefined);
  const plain = words.map(({ word }) => word);
  const content = [...new Set(plain)].filter((word) => !STOP_WORDS.has(word));
  const mentions = mentionsIn(generation, words, { text, cased: false });
  return {
    text,
    terms: content.map((word) =>
      remembered(termsOf(generation), REMEMBERED, word, () => toTerm(word, generation)),
    ),
    named: mentions.map(({ concept, weight, from, to }) => ({
      concept,
      weight,
      held: isHeld(generation, concept),
      terms: [...new Set(plain.slice(from, to).map((word) => content.indexOf(word)))].filter(
        (term) => term >= 0,
      ),
    })),
    answerType: answerTypeOf(plain),
  };
}

function toTerm(word: string, generation: Generation): Term {
  const stem = stemmer(word);
  const { passages } = generation.manifest;
  const stored = generation.word(word)?.passages;
  // An inflection of a word that the corpus knows is known, too.
  const frequency = stored ?? generation.matchWords([word], COUNTED).length;
  const weight = rarity(frequency, passages);
  const known = frequency > 0;
  return { word, stem, weight, known, spellings: known ? [] : spellingsOf(word, generation) };
}

/** Words of the corpus that are written almost the same, the most alike first. */
function spellingsOf(word: string, generation: Generation): Spelling[] {
  if (word.length < SHORTEST_MISSPELLED || /\d/.test(word)) return [];
  return generation
    .similarWords(word, 30)
    .map((other) => ({ word: other, likeness: likeness(word, other) }))
    .filter((spelling) => spelling.likeness >= LIKE_ENOUGH && spelling.word !== word)
    .sort((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1))
    .slice(0, SPELLINGS);
}

/** Dice coefficient of the sets of trigrams, with the ends of the words marked. */
export function likeness(a: string, b: string): number {
  const left = trigramsOf(a);
  const right = trigramsOf(b);
  let common = 0;
  for (const trigram of left) if (right.has(trigram)) common++;
  return (2 * common) / (left.size + right.size);
}

function trigramsOf(word: string): Set<string> {
  const marked = `^^${word}$`;
  return new Set(Array.from({ length: marked.length - 2 }, (_, i) => marked.slice(i, i + 3)));
}
