import { ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { pagesIn } from '../../src/answer/pages.js';
import type { Document } from '../../src/corpus/document.js';
import { parseDocument } from '../../src/corpus/parse.js';
import { namesIn, type PassageWords } from '../../src/index/name-counter.js';
import { compoundsOf, wordsOf } from '../../src/index/words.js';
import { embeddingText, passagesOf } from '../../src/passages/passages.js';
import { LONGEST_SENTENCE } from '../../src/passages/pieces.js';
import { NASTY } from './nasty.js';
import { hostileText } from './texts.js';

/** What `parseDocument` says of a file that it cannot use. */
const REFUSED = /^(?:it is |it holds |front matter |metadata is not )[^\n]*$/;
const LIMITS = { maxTokens: 110, minTokens: 30 };

const utf8 = (text: string) => Buffer.from(text);
const shown = fc.oneof(
  hostileText(60),
  fc
    .tuple(fc.constantFrom(...Object.values(NASTY)), fc.integer({ min: 1, max: 3_000 }))
    .map(([make, n]) => make(n)),
  fc
    .tuple(
      fc.constantFrom('\ufeff', '---\n---\n', '---\ntitle: A\n---\n', 'Updated 2 May 2025\n\n'),
      hostileText(30),
    )
    .map((parts) => parts.join('')),
);

/** The bytes of a file, whoever wrote it. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 12, arbitrary: shown.map(utf8) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  { weight: 1, arbitrary: shown.map((text) => Buffer.from(text, 'utf16le')) },
  {
    weight: 1,
    arbitrary: fc.tuple(shown, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
      const bytes = utf8(text);
      if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes;
    }),
  },
);

/** The document, or `undefined` when it was refused as the documentation says. */
export function parsed(source: string, bytes: Uint8Array): Document | undefined {
  try {
    return parseDocument(source, bytes);
  } catch (error) {
    if (error instanceof Error && error.constructor === Error && REFUSED.test(error.message))
      return undefined;
    throw error;
  }
}

/** All that must be true of a document, and of what the index makes of it. */
export function checkDocument(source: string, bytes: Uint8Array): void {
  const document = parsed(source, bytes);
  if (document === undefined) return;
  const { text, blocks, info } = document;
  ok(Buffer.from(text).equals(bytes), 'its text is its bytes');
  ok(info.sha256 === createHash('sha256').update(bytes).digest('hex'), 'its hash is of its bytes');
  ok(!/[\r\n]/.test(info.title) && info.title.length <= 201, 'its title is one line');
  ok(info.date === undefined || /^\d{4}-\d{2}-\d{2}$/.test(info.date), 'its date is a day');
  ok(info.url === undefined || URL.canParse(info.url), 'its address is one');
  let position = 0;
  for (const { start, end } of blocks) {
    ok(start >= position && end > start && end <= text.length, 'blocks are in order');
    position = end;
  }
  checkPassages(document);
}

const countTokens = (text: string) => text.match(/\p{L}+|\p{N}|[^\s\p{L}\p{N}]/gu)?.length ?? 0;

function checkPassages({ text, blocks, info }: Document): void {
  const passages = passagesOf({ text, blocks }, LIMITS, countTokens);
  const counted: PassageWords[] = [];
  const covered: string[] = [];
  let position = 0;
  for (const passage of passages) {
    const { start, end, sentences } = passage;
    ok(sentences[0]?.start === start && sentences.at(-1)?.end === end, 'sentences fill a passage');
    for (const sentence of sentences) {
      const quote = text.slice(sentence.start, sentence.end);
      ok(sentence.start >= position, 'sentences are in order');
      ok(quote !== '' && quote === quote.trim(), 'a sentence has no white space around it');
      ok(quote.length <= LONGEST_SENTENCE, 'a sentence can be quoted');
      covered.push(quote);
      position = sentence.end;
    }
    const body = text.slice(start, end);
    const words = wordsOf(body);
    for (const [i, word] of words.entries())
      ok(word.start >= (words[i - 1]?.end ?? 0) && word.end <= body.length, 'words are in order');
    compoundsOf(words, body);
    counted.push({ text: body, words, ends: sentences.map((each) => each.end - start) });
    ok(!/\n.*\n/.test(embeddingText(info.title, text, passage)), 'the model gets two lines');
  }
  namesIn(counted);
  const quotable = blocks.map(({ start, end }) => text.slice(start, end));
  const dense = (parts: readonly string[]) => parts.join('').replace(/\s/g, '');
  ok(dense(covered) === dense(quotable), 'every sentence is in one passage');
  const sentences = passages.flatMap((passage) => passage.sentences);
  for (const page of pagesIn(text, sentences).flat())
    ok(text.slice(page.start, page.end) === page.text, 'a page is made of slices');
}
