import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import type { StoredPassage } from '../index/rows.js';
import { wordsOf } from '../index/words.js';
import type { Sentence } from '../passages/passages.js';
import { isPerson } from './mention.js';
import { mentionsIn } from './mentions.js';
import type { VoicedSentence } from './phrases.js';
import { type Voice, voicesOf } from './speakers.js';
import { type Floor, floorsIn } from './transcript.js';

/** A sentence of a passage with its words and what is named in it. */
export interface ReadSentence extends VoicedSentence {
  readonly sentence: Sentence;
}

/** Passages that stay in memory, and documents whose labels of speakers do. */
const PASSAGES = 2048;
const DOCUMENTS = 256;
/** Sentences before a passage that are read with it, at least, if there are as many. */
const LEAD = 8;
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

  of(passage: StoredPassage): (ReadSentence & { readonly voice: Voice })[] {
    const read = this.#read(passage);
    const lead = this.#leadOf(passage);
    const voices = voicesOf([...lead, ...read], this.#floorsOf(passage.document));
    return read.map((each, i) => ({ ...each, voice: voices[lead.length + i] as Voice }));
  }

  /** The sentences that tell who is meant by "he said" at the beginning of a passage. */
  #leadOf({ id, document }: StoredPassage): readonly ReadSentence[] {
    const lead: ReadSentence[] = [];
    for (let at = id - 1; at > 0 && lead.length < LEAD; at--) {
      const before = this.#generation.passage(at);
      if (before.document !== document) break;
      lead.unshift(...this.#read(before));
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

  #read({ id, document, sentences }: StoredPassage): readonly ReadSentence[] {
    const whole = this.#generation.text(document);
    return remembered(this.#sentences, PASSAGES, id, () =>
      sentences.map((sentence) => {
        const { start, end } = sentence;
        const text = whole.slice(start, end);
        const words = wordsOf(text);
        const mentions = mentionsIn(this.#generation, words, { text, cased: true });
        return { sentence, start, text, words, mentions };
      }),
    );
  }
}
