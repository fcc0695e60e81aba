import { stemmer } from 'stemmer';
import type { Generation, StoredPassage } from '../index/generation.js';
import { type Word, wordsOf } from '../index/words.js';
import type { Sentence } from '../passages/passages.js';
import { STOP_WORDS } from './stop-words.js';

/** A distinct word of the corpus; there is one object a word, so it can be compared by `id`. */
export interface Entry {
  /** Counts from 0 in the order the words were met. */
  readonly id: number;
  readonly word: string;
  /** Porter stem. */
  readonly stem: string;
  /** Whether it says something by itself. */
  readonly content: boolean;
  readonly vector: Float32Array | undefined;
}

export interface AnalysedSentence {
  readonly sentence: Sentence;
  readonly text: string;
  /** In their order, each with its entry. */
  readonly words: readonly (Word & { readonly entry: Entry })[];
  /** The distinct words that say something. */
  readonly content: readonly Entry[];
  readonly stems: ReadonlySet<string>;
}

export interface AnalysedPassage {
  readonly sentences: readonly AnalysedSentence[];
  /** Distinct words of the document's title and of the section that say something. */
  readonly context: readonly Entry[];
}

/** Passages whose words stay in memory, a generation. */
const REMEMBERED = 4096;

const analyses = new WeakMap<Generation, Analysis>();

/** The words of the generation's passages, taken apart when first asked for. */
export function analysisOf(generation: Generation): Analysis {
  let analysis = analyses.get(generation);
  if (analysis === undefined) {
    analysis = new Analysis(generation);
    analyses.set(generation, analysis);
  }
  return analysis;
}

export class Analysis {
  readonly #generation: Generation;
  readonly #passages = new Map<number, AnalysedPassage>();
  readonly #entries = new Map<string, Entry>();

  constructor(generation: Generation) {
    this.#generation = generation;
  }

  passage(passage: StoredPassage): AnalysedPassage {
    let analysed = this.#passages.get(passage.id);
    if (analysed === undefined) {
      analysed = this.#takeApart(passage);
      if (this.#passages.size >= REMEMBERED) {
        this.#passages.delete(this.#passages.keys().next().value as number);
      }
      this.#passages.set(passage.id, analysed);
    }
    return analysed;
  }

  #takeApart(passage: StoredPassage): AnalysedPassage {
    const generation = this.#generation;
    const document = generation.text(passage.document);
    const { title } = generation.document(passage.document).info;
    return {
      sentences: passage.sentences.map((sentence) => {
        const text = document.slice(sentence.start, sentence.end);
        const words = wordsOf(text).map((word) => ({ ...word, entry: this.#entry(word.word) }));
        const entries = words.map(({ entry }) => entry);
        const stems = new Set(entries.map(({ stem }) => stem));
        return { sentence, text, words, stems, content: contentOf(entries) };
      }),
      context: contentOf(
        wordsOf(`${title} ${passage.section ?? ''}`).map(({ word }) => this.#entry(word)),
      ),
    };
  }

  #entry(word: string): Entry {
    let entry = this.#entries.get(word);
    if (entry === undefined) {
      const id = this.#entries.size;
      const vector = this.#generation.word(word)?.vector;
      entry = { id, word, stem: stemmer(word), content: !STOP_WORDS.has(word), vector };
      this.#entries.set(word, entry);
    }
    return entry;
  }
}

function contentOf(entries: readonly Entry[]): Entry[] {
  return [...new Set(entries)].filter(({ content }) => content);
}
