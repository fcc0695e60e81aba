import { stemmer } from 'stemmer';
import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import type { StoredPassage } from '../index/rows.js';
import { compoundsOf, type Word, wordsOf } from '../index/words.js';
import type { Sentence } from '../passages/passages.js';
import { gramsOf } from './grams.js';
import { isPerson, type Mention } from './mention.js';
import { mentionsIn } from './mentions.js';
import { perGeneration } from './per-generation.js';
import { rarity } from './rarity.js';
import type { Voice } from './speakers.js';
import { STOP_WORDS } from './stop-words.js';
import { addScaled, normalise } from './vector.js';
import { type ReadSentence, VoicedPassages } from './voiced-passages.js';

/** A distinct word of the corpus; there is one object a word, so it can be compared by `id`. */
export interface Entry {
  /** Counts from 0 in the order the words were met. */
  readonly id: number;
  readonly word: string;
  /** Porter stem. */
  readonly stem: string;
  /** Whether it says something by itself. */
  readonly content: boolean;
  /** Rarity in the corpus, 0 upwards. */
  readonly weight: number;
  readonly vector: Float32Array | undefined;
}

/** How surely a concept is named, 0…1; found when asked for, as most are never asked for. */
export interface Concepts {
  get(concept: string): number | undefined;
}

export interface AnalysedSentence {
  readonly sentence: Sentence;
  readonly text: string;
  /** In their order, each with its entry. */
  readonly words: readonly (Word & { readonly entry: Entry })[];
  /** The distinct words that say something. */
  readonly content: readonly Entry[];
  /** Mean of the vectors of `content`, by weight; unit length, or zeros. */
  readonly vector: Float32Array;
  /** Who speaks in it; found when asked for. */
  readonly voice: Voice;
  /** What is named in it, or meant by its pronoun. */
  readonly concepts: Concepts;
  /** What is named in it, by positions in `words`; found when asked for. */
  readonly mentions: readonly Mention[];
  /** Of the words that say something; see `gramsOf`. */
  readonly grams: Uint16Array;
}

export interface AnalysedPassage {
  readonly sentences: readonly AnalysedSentence[];
  /** Distinct words of the document's title and of the section that say something. */
  readonly context: readonly Entry[];
  /** What is named in the title and the section. */
  readonly concepts: Concepts;
}

/** Passages whose words stay in memory, a generation; each takes some 65 KB. */
const REMEMBERED = 256;

/** Without a pronoun or a quotation nobody is meant whom the sentence does not name. */
const MAY_MEAN_SOMEBODY = /["“”«»„]|\b(?:he|she|his|her|i|we|my|our)\b/i;
/** A person whom only the sentences before name, against 1 for one who is named. */
const CARRIED_OVER = 0.8;

/** The words of the generation's passages, taken apart when first asked for. */
export const analysisOf = perGeneration((generation) => new Analysis(generation));

export class Analysis {
  readonly #generation: Generation;
  readonly #voiced: VoicedPassages;
  readonly #passages = new Map<number, AnalysedPassage>();
  readonly #entries = new Map<string, Entry>();

  constructor(generation: Generation) {
    this.#generation = generation;
    this.#voiced = new VoicedPassages(generation);
  }

  passage(passage: StoredPassage): AnalysedPassage {
    return remembered(this.#passages, REMEMBERED, passage.id, () => this.#takeApart(passage));
  }

  #takeApart(passage: StoredPassage): AnalysedPassage {
    const generation = this.#generation;
    const { title } = generation.document(passage.document).info;
    const heading = `${title} ${passage.section ?? ''}`;
    const words = wordsOf(heading);
    const voices = once(() => this.#voiced.voices(passage));
    return {
      sentences: this.#voiced
        .read(passage)
        .map((read, i) => this.#describe(read, () => voices()[i] as Voice)),
      context: contentOf(words.map(({ word }) => this.#entry(word))),
      concepts: conceptsIn(() => mentionsIn(generation, words, { text: heading, cased: true })),
    };
  }

  #describe(read: ReadSentence, voiceOf: () => Voice): AnalysedSentence {
    const { sentence, text } = read;
    const words = read.words.map(({ word, start, end, capital }) => {
      return { word, start, end, capital, entry: this.#entry(word) };
    });
    const compounds = compoundsOf(read.words, text).map((word) => this.#entry(word));
    const content = contentOf([...words.map(({ entry }) => entry), ...compounds]);
    const vector = new Float32Array(this.#generation.manifest.dimension);
    for (const entry of content) {
      if (entry.vector !== undefined) addScaled(vector, entry.vector, entry.weight);
    }
    const own = conceptsIn(() => read.mentions);
    const carried = (concept: string) => {
      if (!isPerson({ concept }) || !MAY_MEAN_SOMEBODY.test(text)) return undefined;
      const { subject, speaker } = voiceOf();
      return concept === subject || concept === speaker ? CARRIED_OVER : undefined;
    };
    return {
      sentence,
      text,
      words,
      content,
      vector: normalise(vector),
      get voice() {
        return voiceOf();
      },
      get mentions() {
        return read.mentions;
      },
      concepts: { get: (concept) => own.get(concept) ?? carried(concept) },
      grams: gramsOf(content.map(({ word }) => word)),
    };
  }

  #entry(word: string): Entry {
    let entry = this.#entries.get(word);
    if (entry === undefined) {
      const id = this.#entries.size;
      const { passages } = this.#generation.manifest;
      const stored = this.#generation.word(word);
      entry = {
        id,
        word,
        stem: stemmer(word),
        content: !STOP_WORDS.has(word),
        weight: rarity(stored?.passages ?? 0, passages),
        vector: stored?.vector,
      };
      this.#entries.set(word, entry);
    }
    return entry;
  }
}

function contentOf(entries: readonly Entry[]): Entry[] {
  return [...new Set(entries)].filter(({ content }) => content);
}

/** The surest mention of each concept. */
function conceptsIn(mentions: () => readonly Mention[]): Concepts {
  const concepts = once(() => {
    const surest = new Map<string, number>();
    for (const { concept, weight } of mentions()) {
      surest.set(concept, Math.max(weight, surest.get(concept) ?? 0));
    }
    return surest;
  });
  return { get: (concept) => concepts().get(concept) };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
