import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import type { StoredPassage } from '../index/rows.js';
import { type Word, wordsOf } from '../index/words.js';
import type { Sentence } from '../passages/passages.js';
import { isPerson, type Mention } from './mention.js';
import { mentionsIn } from './mentions.js';
import type { VoicedSentence } from './phrases.js';
import { type Voice, voicesOf } from './speakers.js';
import { type Floor, floorsIn } from './transcript.js';

/** A sentence of a passage with its words, and with what is named in it, found when asked for. */
export class ReadSentence implements VoicedSentence {
  readonly words: readonly Word[];
  readonly #generation: Generation;
  #mentions: readonly Mention[] | undefined;

  constructor(
    generation: Generation,
    readonly sentence: Sentence,
    readonly text: string,
  ) {
    this.#generation = generation;
    this.words = wordsOf(text);
  }

  get start(): number {
    return this.sentence.start;
  }

  get mentions(): readonly Mention[] {
    this.#mentions ??= mentionsIn(this.#generation, this.words, { text: this.text, cased: true });
    return this.#mentions;
  }
}

/** Passages that stay in memory, and documents whose labels of speakers do. */
const PASSAGES = 256;
const DOCUMENTS = 256;
/** Sentences before a passage that are read with it, at least, if there are as many. */
const LEAD = 4;
/** A label that may be several people's, "THE PRESIDENT", is nobody's in particular. */
const SURE = 0.65;

/** The sentences of a generation's passages and who speaks in each. */
export class VoicedPassages {
  readonly #generation: Generation;
  readonly #sentences = new Map<number, readonly ReadSentence[]>();
  readonly #floors = new Map<number, readonly Floor[]>();

  constructor(generation: Generation) {
    this.#generation = generation;
  }

  /** Who speaks in each sentence of the passage. */
  voices(passage: StoredPassage): readonly Voice[] {
    const lead = this.#leadOf(passage);
    const all = [...lead, ...this.read(passage)];
    return voicesOf(all, this.#floorsOf(passage.document)).slice(lead.length);
  }

  /** The sentences that tell who is meant by "he said" at the beginning of a passage. */
  #leadOf({ id, document }: StoredPassage): readonly ReadSentence[] {
    const lead: ReadSentence[] = [];
    const first = this.#generation.passageIds(document)?.first ?? id;
    for (let at = id - 1; at >= first && lead.length < LEAD; at--) {
      lead.unshift(...this.read(this.#generation.passage(at)));
    }
    return lead;
  }

  #floorsOf(document: number): readonly Floor[] {
    const personOf = (text: string) =>
      mentionsIn(this.#generation, wordsOf(text), { text, cased: true }).find(
        (mention) => isPerson(mention) && mention.weight >= SURE,
      )?.concept;
    return remembered(this.#floors, DOCUMENTS, document, () =>
      floorsIn(this.#generation.text(document), personOf),
    );
  }

  read({ id, document, sentences }: StoredPassage): readonly ReadSentence[] {
    return remembered(this.#sentences, PASSAGES, id, () => {
      const text = this.#generation.text(document);
      return sentences.map((sentence) => {
        const { start, end } = sentence;
        return new ReadSentence(this.#generation, sentence, text.slice(start, end));
      });
    });
  }
}
