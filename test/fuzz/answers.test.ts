import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, PassageRef, Question } from '../../src/answer/answer.js';
import type { QuotationCheck, QuotedPlace } from '../../src/answer/quotation-check.js';
import { VerbatimError } from '../../src/errors.js';
import { wantedWordsIn } from '../../src/index/wanted-words.js';
import { area } from './area.js';
import { fuzzStage } from './stage.js';
import { anyString, sliceOf } from './texts.js';

const stage = await fuzzStage();
const { generation, texts } = stage;
const service = stage.answerer();

const copied = (longest: number) =>
  fc.constantFrom(...texts).chain((text) => sliceOf(text, longest));
const typed = (longest: number) =>
  fc.oneof(
    { weight: 3, arbitrary: anyString(20) },
    { weight: 2, arbitrary: copied(longest) },
    {
      weight: 1,
      arbitrary: fc.tuple(copied(60), anyString(4), copied(60)).map((parts) => parts.join(' ')),
    },
  );
const sources = generation.documents.map(({ info }) => info.source);
const source = fc.oneof(
  fc.constantFrom(...sources),
  fc.constantFrom('', '../x', sources[0]?.toUpperCase() ?? ''),
);
const day = fc.oneof(
  fc.constantFrom('2025-11-01', '2025-11-30', '0001-01-01', '9999-12-31', '2025-02-30', 'x', ''),
  anyString(2),
);
const filter = fc.record({ source, after: day, before: day }, { requiredKeys: [] });
const filters = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: filter },
);

/** The answer, or `undefined` when the question was refused as the documentation says. */
async function unlessInvalid<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VerbatimError && error.code === 'invalid-question') return undefined;
    throw error;
  }
}

function isSlice(of: string, { start, end, text }: { start: number; end: number; text: string }) {
  return start < end && generation.verifiedText(of)?.slice(start, end) === text;
}

function checkAnswer({ kind, confidence, citations, reason, topics }: Answer): void {
  ok(confidence >= 0 && confidence <= 1, `a chance of ${confidence}`);
  ok(kind === 'none' ? citations.length === 0 : citations.length > 0 && citations.length <= 5);
  ok(kind !== 'none' || (reason !== undefined && reason !== '' && (topics?.length ?? 0) <= 3));
  for (const [
    i,
    { rank, document, quote, passage, speaker, answering, alsoIn },
  ] of citations.entries()) {
    ok(rank === i + 1, 'ranks count from 1');
    ok(isSlice(document.source, quote), 'a quote is a slice');
    ok(speaker === undefined || isSlice(document.source, speaker), 'a speaker is a slice');
    ok(quote.start >= passage.start && quote.end <= passage.end, 'a quote is in its passage');
    for (const span of answering) ok(span.start >= quote.start && span.end <= quote.end);
    for (const other of alsoIn) ok(generation.find(other.source) !== undefined);
  }
}

const questions = area('questions');
describe('a question', () => {
  const question = fc
    .tuple(typed(300), filters)
    .map(([text, rest]): Question => ({ text, ...rest }));

  questions.holds(
    'of any text is answered with slices, or refused with a reason',
    0.6,
    question,
    async (asked) => {
      const answer = await unlessInvalid(() => service.ask(asked));
      if (answer !== undefined) checkAnswer(answer);
    },
  );

  questions.holds(
    'may follow on any other',
    0.15,
    fc.array(question, { minLength: 2, maxLength: 4 }),
    async (turns) => {
      for (const turn of turns) {
        const answer = await unlessInvalid(() => service.ask({ ...turn, conversation: 'one' }));
        if (answer !== undefined) checkAnswer(answer);
      }
      service.forget('one');
    },
  );

  questions.holds('is explained whatever it says', 0.25, question, async (asked) => {
    const explained = await unlessInvalid(() => service.explain(asked));
    ok(explained === undefined || typeof explained === 'object');
  });

  test('never made a quote that did not match', () => expect(stage.faults).toEqual([]));
});

const words = area('words');
describe('words to search for', () => {
  const some = fc.array(typed(30), { maxLength: 6 });

  words.holds('are never taken for syntax', 0.5, fc.tuple(some, fc.nat(20)), ([list, count]) => {
    for (const word of list) generation.similarWords(word, count);
    for (const { score } of generation.matchWords(list, count)) ok(Number.isFinite(score));
    ok(generation.matchPhrase(list, count).length <= count);
    for (const word of list) generation.word(word);
  });

  const query = fc.record({ terms: typed(200), offset: fc.nat(30), limit: fc.nat(6) });
  words.holds(
    'find passages that hold them',
    0.4,
    fc.tuple(query, filters),
    async ([asked, rest]) => {
      wantedWordsIn(asked.terms);
      const found = await unlessInvalid(() => service.search({ ...asked, ...rest }));
      for (const { document, passage, matches } of found?.hits ?? []) {
        ok(isSlice(document.source, passage));
        for (const { start, end } of matches)
          ok(start >= passage.start && end <= passage.end && start < end);
      }
    },
  );

  const number = fc.oneof(
    fc.nat(20_000),
    fc.constantFrom(-1, 0.5, Number.NaN, 1e15, Number.POSITIVE_INFINITY),
  );
  const hash = fc.oneof(
    fc.constantFrom(...generation.documents.map(({ info }) => info.sha256.slice(0, 16))),
    anyString(3),
  );
  const ref = fc.record(
    { sha256: hash, sourceSha256: hash, start: number, end: number },
    { requiredKeys: ['sha256', 'start', 'end'] },
  );
  words.holds(
    'and places to read at may be anything',
    0.1,
    fc.tuple(ref, number),
    ([place, at]) => {
      for (const found of service.passages([place as PassageRef]))
        ok(found === undefined || isSlice(found.document.source, found.passage));
      const context = service.context(place);
      if (context !== undefined) ok(isSlice(context.document.source, context.passage));
      for (const page of [service.page(place, { page: at }), service.page(place, { position: at })])
        for (const part of page?.paragraphs ?? []) ok(isSlice(page?.document.source ?? '', part));
    },
  );
});

const quotations = area('quotations');
describe('a quotation', () => {
  const places = (check: QuotationCheck): readonly QuotedPlace[] => {
    if (check.kind === 'exact') return check.places;
    return check.kind === 'near' ? [check.place] : [];
  };
  const spoiled = fc
    .tuple(copied(500), fc.nat(500), anyString(2))
    .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + 1));

  quotations.holds(
    'of any text is found where it stands, or not',
    1,
    fc.oneof(typed(1_000), spoiled),
    async (text) => {
      const check = await unlessInvalid(() => service.checkQuotation(text));
      for (const { document, quotes } of check === undefined ? [] : places(check))
        for (const quote of quotes) ok(isSlice(document.source, quote));
    },
  );
});
