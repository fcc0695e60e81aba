import { describe, expect, it } from 'vitest';
import type { Quote } from '../../../src/answer/answer.js';
import { beginningOf } from '../../../src/answer/plain-text.js';
import type { WordChange } from '../../../src/answer/quotation-check.js';
import type { DocumentInfo } from '../../../src/corpus/document.js';
import { typedForId } from '../../../src/discord/custom-id.js';
import { suggestDocuments } from '../../../src/discord/documents.js';
import type { Checked } from '../../../src/discord/quotations.js';
import { renderAnswer } from '../../../src/discord/rendering/answer.js';
import { renderContext } from '../../../src/discord/rendering/context.js';
import { cutEnd, cutStart } from '../../../src/discord/rendering/cut.js';
import { renderPage, renderSources } from '../../../src/discord/rendering/documents.js';
import { escapedLength, escapeText } from '../../../src/discord/rendering/escape.js';
import { renderFurther } from '../../../src/discord/rendering/further.js';
import { renderGaps } from '../../../src/discord/rendering/gaps.js';
import { renderQuotations } from '../../../src/discord/rendering/quotations.js';
import { renderReindexed } from '../../../src/discord/rendering/reindex.js';
import { renderFound } from '../../../src/discord/rendering/search.js';
import {
  fitted,
  foldedBeginning,
  foldedEnd,
  foldParagraphs,
} from '../../../src/discord/rendering/text.js';
import type { Gap } from '../../../src/records/records.js';
import { timed } from '../../fuzz/growth.js';
import { answer, brokenLimits, citation, DOCUMENT, textOf } from '../support/answers.js';
import { hasLoneSurrogate, shown } from '../support/markdown.js';

const SIZE = 160_000;
/** What patterns with nested or unanchored repetitions take the square of its length for. */
const HOSTILE = {
  digits: '7'.repeat(SIZE),
  'digits behind a space': ` ${'7'.repeat(SIZE)}`,
  'numbers with stops': '1.'.repeat(SIZE / 2),
  backticks: '`'.repeat(SIZE),
  asterisks: '*'.repeat(SIZE),
  spaces: `a${' '.repeat(SIZE)}b`,
  tabs: `${'\t'.repeat(SIZE)}- b`,
  brackets: '['.repeat(SIZE),
  links: '[a](b)'.repeat(SIZE / 6),
  colons: ':a'.repeat(SIZE / 2),
  'empty lines': '\n \r\n'.repeat(SIZE / 4),
  'closing marks': `.${')'.repeat(SIZE)}`,
  'surrogate pairs': '😀'.repeat(SIZE / 2),
  'combining marks': `e${'\u0316\u0301'.repeat(SIZE / 2)}`,
  overrides: '\u202e'.repeat(SIZE),
  isolates: 'a\u2067'.repeat(SIZE / 2),
  'joined emoji': '👩\u200d'.repeat(SIZE / 3),
};

const texts = Object.entries(HOSTILE);
const quoteOf = (text: string) => ({ start: 0, end: text.length, text });
const hostile = (text: string): DocumentInfo => ({
  ...DOCUMENT,
  title: text,
  publisher: text,
  site: text,
  source: `${text}.txt`,
  url: `https://a.example/${text}`,
  authors: [text],
  tags: [text, text],
});

const pageOf = (document: DocumentInfo) => ({
  document,
  ...{ length: SIZE, page: 2, pages: 3, start: 0, end: SIZE },
});
const FOUND = { total: 99, capped: true, partial: true };
const hit = (document: DocumentInfo, passage: Quote) => ({
  ...{ document, passage },
  matches: [{ start: 1, end: 3 }],
});

/** Ten quotations of every kind. */
function checksOf(document: DocumentInfo, quote: Quote): Checked[] {
  const place = { document, passage: { start: 0, end: SIZE }, quotes: [quote, quote] };
  const change = (kind: WordChange['kind']) => ({ kind, text: quote.text });
  const changes = [change('same'), change('only-asked'), change('only-document')];
  const asked = quote.text;
  const exact = { kind: 'exact' as const, asked, places: [place, place, place], more: 61 };
  const near = { kind: 'near' as const, asked, place, changes, likeness: 0.8 };
  const others: Checked[] = [
    { kind: 'absent', asked },
    { kind: 'too-long', asked },
  ];
  return [exact, exact, exact, exact, near, near, near, near, ...others];
}

/** Every message that `text` may get into, wherever it stands. */
function repliesWith(text: string) {
  const document = hostile(text);
  const quote = quoteOf(text);
  const citations = [1, 2, 3, 4, 5].map((rank) =>
    citation({
      rank,
      document,
      quote,
      speaker: quote,
      answering: [0, 2, 4, 6].map((at) => ({ start: at, end: at + 1 })),
      alsoIn: Array(9).fill({ source: text, start: 0, end: 1 }),
    }),
  );
  const figures = [1, 2, 3, 4, 5, 6].map((rank) => ({ ...quoteOf(text + rank), rank }));
  const differing = Array(4).fill({ kind: 'figures', figures });
  const support = { independent: 4, repeating: 9 };
  const hostileAnswer = answer({ question: text, citations, differing, support });
  const report = {
    changed: true,
    generation: 'g',
    added: [document.source],
    updated: [],
    removed: [],
    unchanged: [],
    kept: [],
    faults: [{ source: text, message: text }],
    passages: { total: 1, embedded: 1, reused: 0 },
    tookMs: 1,
    rebuilt: text,
  };
  const answered = { kind: 'closest' as const, source: text, quote: text };
  const moved = [1, 2, 3, 4].map(() => ({ question: text, before: answered, after: answered }));
  const gap = { text, times: 1, notFound: 1, notHelpful: 1, lastAsked: new Date(0) };
  const where = { guildId: '1', storesQuestions: true, retentionDays: 90 };
  const around = { before: [quote, quote], after: [quote, quote] };
  return [
    renderAnswer(hostileAnswer, { showQuestion: true }),
    renderAnswer(answer({ resolved: text, citations })),
    renderAnswer(answer({ kind: 'closest', unsupported: [text, text] })),
    renderAnswer(answer({ kind: 'none', reason: text, topics: [text, text] })),
    renderFurther(Array(5).fill({ document, passage: quote })),
    renderContext({ document, passage: quote, ...around }),
    renderContext({ document, passage: quoteOf('One.'), ...around }),
    renderPage({ ...pageOf(document), paragraphs: [quoteOf(beginningOf(text, 1_498))] }),
    renderFound({ ...FOUND, hits: Array(5).fill(hit(document, quote)) }, 1, typedForId(text)),
    renderQuotations({ checked: checksOf(document, quote), left: 3 }),
    renderSources(Array<DocumentInfo>(10).fill(document), 0),
    renderSources([], 0, text),
    renderReindexed({ report, moved, full: false, kind: 'finished', joined: true }, true),
    renderGaps(Array<Gap>(10).fill(gap), 0, where),
  ];
}

const SMALLER = 8;
/** Below this, in milliseconds, differences are noise. */
const LEAST_MS = 3;
/** Nothing that comes in between takes so long, in milliseconds. */
const NO_NOISE_MS = 2_000;
const TRIES = 4;

/**
 * What takes the square of the length takes 64 times as long for a text 8 times as long; what
 * grows with it, 8 times. Only what this process computes counts, and the least of several runs,
 * taken in turns: what comes in between makes one of them longer, never shorter.
 */
function inProportion<T>(text: string, work: (text: string) => T): T {
  const smaller = text.slice(0, text.length / SMALLER);
  let least = Math.min(timed(work, smaller), timed(work, smaller));
  let result: T | undefined;
  const whole = () =>
    timed((part) => {
      result = work(part);
    }, text);
  const limit = () => 4 * SMALLER * Math.max(LEAST_MS, least);
  let ms = whole();
  for (let tries = 1; tries < TRIES && ms >= limit() && ms < NO_NOISE_MS; tries++) {
    least = Math.min(least, timed(work, smaller));
    ms = Math.min(ms, whole());
  }
  expect(ms).toBeLessThan(limit());
  return result as T;
}

describe.each(texts)('%s without end', (_, text) => {
  it('are escaped and cut in time that grows with their length', () => {
    expect(shown(inProportion(text, escapeText))).toBe(text);
    inProportion(text, (part) => [
      cutEnd(part, 4_096, escapedLength),
      cutStart(part, 4_096, escapedLength),
    ]);
  });

  it('are shown in time that grows with their length, within the limits, wherever they stand', () => {
    for (const reply of inProportion(text, repliesWith)) {
      expect(brokenLimits(reply)).toEqual([]);
      expect(hasLoneSurrogate(textOf(reply))).toBe(false);
    }
    inProportion(text, (part) => suggestDocuments([hostile(part), hostile(part)], part));
  });
});

describe('folding only what can be shown', () => {
  const many = `${' \n'.repeat(9_000)}one${'\t'.repeat(9_000)}two${' three'.repeat(9_000)}\n\nlast`;

  it.each([1, 5, 100, 5_000])('gives what folding everything gives, cut to %i', (limit) => {
    const whole = foldParagraphs(many);
    expect(cutEnd(foldedBeginning(many, limit, foldParagraphs), limit)).toBe(cutEnd(whole, limit));
    expect(cutStart(foldedEnd(many, limit, foldParagraphs), limit)).toBe(cutStart(whole, limit));
  });

  it('reads no more than it needs of a long text', () => {
    const read: number[] = [];
    foldedBeginning(HOSTILE.digits, 100, (text) => {
      read.push(text.length);
      return text;
    });
    expect(Math.max(...read)).toBeLessThan(1_000);
  });

  it('marks what was left out, however much white space there is', () => {
    expect(fitted(`a${' '.repeat(SIZE)}b`, 100)).toBe('a b');
    expect(fitted(`a b${' '.repeat(SIZE)}${'c'.repeat(100)}`, 100)).toBe('a b …');
  });
});
