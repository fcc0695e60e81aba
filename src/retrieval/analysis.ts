import { stemmer } from 'stemmer';
import type { Generation, StoredPassage } from '../index/generation.js';
import { type Word, wordsOf } from '../index/words.js';
import type { Sentence } from '../passages/passages.js';
import { STOP_WORDS } from './stop-words.js';

export interface AnalysedWord extends Word {
  /** Porter stem. */
  readonly stem: string;
  /** Whether it says something by itself. */
  readonly content: boolean;
}

export interface AnalysedSentence {
  readonly sentence: Sentence;
  readonly content: string;
  readonly words: readonly AnalysedWord[];
  readonly stems: ReadonlySet<string>;
}

export interface AnalysedPassage {
  readonly sentences: readonly AnalysedSentence[];
  /** Words of the document's title and of the section. */
  readonly context: readonly AnalysedWord[];
}

/** Passages whose words stay in memory, a generation. */
const REMEMBERED = 4096;

const remembered = new WeakMap<Generation, Map<number, AnalysedPassage>>();

/** The words of a passage, sentence by sentence; taken apart once as long as memory allows. */
export function analyse(generation: Generation, passage: StoredPassage): AnalysedPassage {
  let passages = remembered.get(generation);
  if (passages === undefined) {
    passages = new Map();
    remembered.set(generation, passages);
  }
  let analysed = passages.get(passage.id);
  if (analysed === undefined) {
    analysed = takeApart(generation, passage);
    if (passages.size >= REMEMBERED) passages.delete(passages.keys().next().value as number);
    passages.set(passage.id, analysed);
  }
  return analysed;
}

export function analyseWords(text: string): AnalysedWord[] {
  return wordsOf(text).map((word) => ({
    ...word,
    stem: stemmer(word.word),
    content: !STOP_WORDS.has(word.word),
  }));
}

function takeApart(generation: Generation, passage: StoredPassage): AnalysedPassage {
  const text = generation.text(passage.document);
  const { title } = generation.document(passage.document).info;
  return {
    sentences: passage.sentences.map((sentence) => {
      const content = text.slice(sentence.start, sentence.end);
      const words = analyseWords(content);
      return { sentence, content, words, stems: new Set(words.map(({ stem }) => stem)) };
    }),
    context: analyseWords(`${title} ${passage.section ?? ''}`),
  };
}
