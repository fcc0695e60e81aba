import { stemmer } from 'stemmer';
import type { Statement } from '../../src/answer/statement.js';
import type { NearSentence, Surroundings } from '../../src/answer/surroundings.js';
import { wordsOf } from '../../src/index/words.js';
import type { AnswerType } from '../../src/retrieval/answer-type.js';
import { STOP_WORDS } from '../../src/retrieval/stop-words.js';

/** A sentence with its words, as retrieval takes it apart. */
export function statement(text: string): Statement {
  const words = wordsOf(text).map(({ word, capital, start }) => ({
    capital,
    start,
    entry: { word, stem: stemmer(word), content: !STOP_WORDS.has(word) },
  }));
  return { text, words };
}

/** A question, taken apart as retrieval does it without a corpus. */
export function asking(text: string, answerType: AnswerType) {
  const words = wordsOf(text).map(({ word }) => word);
  const terms = [...new Set(words)].filter((word) => !STOP_WORDS.has(word));
  return { text, answerType, terms: terms.map((word) => ({ stem: stemmer(word) })) };
}

/**
 * Sentences as they follow each other in a document, parted by a space; one that begins with a
 * line end begins a paragraph, one that begins with `# ` is a heading.
 */
export function surroundings(position: number, ...written: string[]): Surroundings {
  let end = 0;
  const sentences = written.map((raw, i): NearSentence => {
    const isHeading = raw.trimStart().startsWith('# ');
    const gap = raw.startsWith('\n') ? '\n\n' : i === 0 ? '' : ' ';
    const text = raw.trimStart();
    const start = end + gap.length;
    end = start + text.length;
    return {
      start,
      end,
      text,
      gap,
      kind: isHeading ? 'heading' : 'paragraph',
      passage: { start, end },
    };
  });
  return { sentences, position };
}

/** The document that `surroundings` makes of the sentences. */
export function documentOf({ sentences }: Surroundings): string {
  return sentences.map(({ gap, text }) => gap + text).join('');
}
