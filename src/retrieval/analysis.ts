import { stemmer } from 'stemmer';
import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import type { StoredPassage } from '../index/rows.js';
import { type Word, wordsOf } from '../index/words.js';
import type { Sentence } from '../passages/passages.js';
import { perGeneration } from './per-generation.js';
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

/** Passages whose words, and question words whose cosines, stay in memory, a generation. */
const REMEMBERED = 4096;
const REMEMBERED_COSINES = 512;

/** The words of the generation's passages, taken apart when first asked for. */
export const analysisOf = perGeneration((generation) => new Analysis(generation));

export class Analysis {
  readonly #generation: Generation;
  readonly #passages = new Map<number, AnalysedPassage>();
  readonly #entries = new Map<string, Entry>();
  readonly #cosines = new Map<string, number[]>();

  constructor(generation: Generation) {
    this.#generation = generation;
  }

  passage(passage: StoredPassage): AnalysedPassage {
    return remembered(this.#passages, REMEMBERED, passage.id, () => this.#takeApart(passage));
  }

  /**
   * The cosines of a question's word with the words of the corpus, by `Entry.id`, as far as
   * somebody has put them there: the same words are asked about again and again.
   */
  cosines(word: string): number[] {
    return remembered(this.#cosines, REMEMBERED_COSINES, word, () => []);
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
