import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Answer,
  LONGEST_QUESTION,
  type PassageRef,
  type Question,
} from '../../src/answer/answer.js';
import { confidenceInWords } from '../../src/answer/confidence-words.js';
import { refTo } from '../../src/answer/passage-ref.js';
import type { Answerer } from '../../src/answer/service.js';
import { CLOSEST_FROM, QUOTED_FROM } from '../../src/answer/thresholds.js';
import { VerbatimError } from '../../src/errors.js';
import type { Generation } from '../../src/index/generation.js';
import { INDEX_FILE, openGeneration } from '../../src/index/store.js';
import { FEATURES, type Features } from '../../src/retrieval/features.js';
import { HARBOUR, WIRE } from '../harbour.js';
import { closeAtEnd, openStage, type Stage, sureOf } from '../stage.js';
import { temporaryFolder } from '../temporary-folder.js';

const CAPTAIN = 'Who is the captain of the ferry?';
const PIER = 'Why is the eastern pier of the harbour closed?';

let stage: Stage;
let sure: Answerer;

beforeAll(async () => {
  stage = await openStage(HARBOUR);
  sure = stage.answerer({ weights: sureOf(0.9, stage.weights) });
});
beforeEach(() => {
  stage.faults.length = 0;
});

const first = (answer: Answer) => answer.citations[0] as Answer['citations'][number];
const sourcesOf = (answer: Answer) => answer.citations.map(({ document }) => document.source);

describe('an answer', () => {
  test('quotes the sentence that answers, as it stands in its file', async () => {
    const answer = await sure.ask({ text: CAPTAIN });
    const { document, quote, passage } = first(answer);
    expect(document.source).toBe('ferry.txt');
    expect(quote.text).toContain('Ilse Maran');
    expect(HARBOUR['ferry.txt']?.slice(quote.start, quote.end)).toBe(quote.text);
    expect(passage.start).toBeLessThanOrEqual(quote.start);
    expect(passage.end).toBeGreaterThanOrEqual(quote.end);
    expect(stage.faults).toEqual([]);
  });

  test('gives the question back without the white space around it', async () => {
    expect((await sure.ask({ text: `  ${CAPTAIN}\n` })).question).toBe(CAPTAIN);
  });

  test.each([
    ['quoted', 'from the threshold on', QUOTED_FROM],
    ['closest', 'below it', QUOTED_FROM - 0.01],
    ['closest', 'just above the threshold of relevance', CLOSEST_FROM + 0.001],
    ['none', 'below that', CLOSEST_FROM - 0.001],
  ])('is %s at a confidence %s', async (kind, _, confidence) => {
    const answer = await stage
      .answerer({ weights: sureOf(confidence, stage.weights) })
      .ask({ text: CAPTAIN });
    expect(answer.kind).toBe(kind);
    expect(answer.confidence).toBeCloseTo(confidence, 6);
  });

  test('has a reason exactly when it has no citations', async () => {
    const unsure = stage.answerer({ weights: sureOf(0.01, stage.weights) });
    for (const [answerer, has] of [
      [sure, false],
      [unsure, true],
    ] as const) {
      const answer = await answerer.ask({ text: CAPTAIN });
      expect(answer.citations.length === 0).toBe(has);
      expect('reason' in answer).toBe(has);
      expect(answer.kind === 'none').toBe(has);
    }
  });

  test('gives another reason when nothing is asked, nothing to look up, nothing known, or nothing near', async () => {
    const unsure = stage.answerer({ weights: sureOf(0.01, stage.weights) });
    const reasons = [];
    for (const text of ['hi', 'hi, what is it?', 'cryptocurrency zoology', CAPTAIN]) {
      const { kind, reason } = await unsure.ask({ text });
      expect(kind).toBe('none');
      reasons.push(reason);
    }
    expect(new Set(reasons).size).toBe(4);
  });

  test('has no more than five citations, however many sentences are as good', async () => {
    const features = Object.fromEntries(FEATURES.map((name) => [name, 0])) as Record<
      keyof Features,
      number
    >;
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const week = await openStage(
      Object.fromEntries(days.map((day) => [`${day}.txt`, `Ferries sail twice on a ${day}.`])),
    );
    const undecided = week.answerer({ weights: { ...sureOf(0.9, week.weights), features } });
    expect((await undecided.ask({ text: 'ferries sail' })).citations).toHaveLength(5);
  });

  test('has its own confidence as the score of the first citation', async () => {
    const answer = await sure.ask({ text: CAPTAIN });
    expect(first(answer).score).toBe(answer.confidence);
  });

  test('folds a line that two sources carry into one citation', async () => {
    const answer = await sure.ask({ text: PIER });
    const { document, alsoIn, quote } = first(answer);
    expect(quote.text).toBe(WIRE);
    expect([document.source, ...alsoIn.map(({ source }) => source)].sort()).toEqual([
      'copy.txt',
      'harbour/notice.txt',
    ]);
    for (const { source, start, end } of alsoIn) {
      expect(HARBOUR[source]?.slice(start, end)).toBe(WIRE);
    }
    expect(answer.citations.filter(({ quote: { text } }) => text === WIRE)).toHaveLength(1);
  });

  test('is the same when it is asked again', async () => {
    const [a, b] = [await sure.ask({ text: PIER }), await sure.ask({ text: PIER })];
    expect({ ...a, tookMs: 0 }).toEqual({ ...b, tookMs: 0 });
  });

  test('comes to each of many who ask at once', async () => {
    const answers = await Promise.all([CAPTAIN, PIER, CAPTAIN].map((text) => sure.ask({ text })));
    expect(answers.map(({ question }) => question)).toEqual([CAPTAIN, PIER, CAPTAIN]);
    expect(answers[0]?.citations).toEqual(answers[2]?.citations);
  });
});

describe('a refusal', () => {
  test('names the words that no document holds as the question writes them, and what is near', async () => {
    const unsure = stage.answerer({ weights: sureOf(0.01, stage.weights) });
    const text = 'Does the ferry take Bitcoin or Dogecoin?';
    expect(await unsure.ask({ text })).toMatchObject({
      kind: 'none',
      reason: 'no document mentions “Bitcoin” or “Dogecoin”',
      unsupported: ['Bitcoin', 'Dogecoin'],
    });
    const { topics } = await unsure.ask({ text });
    expect(topics?.[0]).toBe('Timetable of the ferry');
    expect(new Set(topics).size).toBe(topics?.length);
  });

  test('does not call a misspelled or an inflected word unknown', async () => {
    const unsure = stage.answerer({ weights: sureOf(0.01, stage.weights) });
    const answer = await unsure.ask({ text: 'do the capttains of ferrys carry bicycle' });
    expect(answer.reason).toBe('nothing in the documents comes near enough to the question');
    expect(answer).not.toHaveProperty('unsupported');
  });

  test('says that a filter leaves no document, and names none that it leaves out', async () => {
    expect(await sure.ask({ text: PIER, before: '2001-01-01' })).toMatchObject({
      kind: 'none',
      reason: 'no document is from that time',
      topics: [],
    });
  });

  test('names nothing as near where nothing was looked up', async () => {
    const nothing = { kind: 'none', reason: 'the question names nothing to look up', topics: [] };
    expect(await sure.ask({ text: '???' })).toMatchObject(nothing);
  });

  test('of small talk is decided before anything is looked up', async () => {
    for (const text of ['good morning all', 'write me a poem about the ferry']) {
      expect(await sure.ask({ text, source: 'ferry.txt' })).toMatchObject({
        kind: 'none',
        confidence: 0,
        smallTalk: true,
        topics: [
          'The bakery on Mill Street',
          'Pier shut, says the office',
          'Timetable of the ferry',
        ],
      });
    }
  });

  test('comes with the closest passages as the words that none of them holds', async () => {
    const unsure = stage.answerer({ weights: sureOf(0.3, stage.weights) });
    const text = 'Does the ferry take bitcoin?';
    expect(await unsure.ask({ text })).toMatchObject({ kind: 'closest', unsupported: ['bitcoin'] });
    expect(await sure.ask({ text })).not.toHaveProperty('unsupported');
  });
});

describe('a turn of a conversation', () => {
  let conversation: string;
  beforeEach(() => {
    conversation = `conversation ${Math.random()}`;
  });

  test('takes what it leans on from the turns before it', async () => {
    await sure.ask({ text: CAPTAIN, conversation });
    const answer = await sure.ask({ text: 'how long has she served?', conversation });
    expect(answer.question).toBe('how long has she served?');
    expect(answer.resolved).toBe('how long has Ilse Maran served?');
    expect(first(answer).quote.text).toContain('thirty years');
  });

  test('that stands alone is answered as if it were the only one', async () => {
    const alone = await sure.ask({ text: PIER });
    await sure.ask({ text: CAPTAIN, conversation });
    const answer = await sure.ask({ text: PIER, conversation });
    expect({ ...answer, tookMs: 0 }).toEqual({ ...alone, tookMs: 0 });
    expect(answer).not.toHaveProperty('resolved');
  });

  test('is understood in the order of asking, even of many at once', async () => {
    const texts = [
      'Who is Ilse Maran?',
      'what has she done?',
      'Who is Zdenka Orlova?',
      'what does she ask?',
    ];
    const answers = await Promise.all(texts.map((text) => sure.ask({ text, conversation })));
    expect(answers.map(({ resolved }) => resolved)).toEqual([
      undefined,
      'what has Ilse Maran done?',
      undefined,
      'what does Zdenka Orlova ask?',
    ]);
  });

  test('knows nothing of other conversations, nor after a long rest', async () => {
    let now = 0;
    const answerer = stage.answerer({ now: () => now });
    await answerer.ask({ text: 'Who is Ilse Maran?', conversation });
    const text = 'how long has she served?';
    expect(await answerer.ask({ text, conversation: 'other' })).not.toHaveProperty('resolved');
    expect(await answerer.ask({ text })).not.toHaveProperty('resolved');
    now = 31 * 60_000;
    expect(await answerer.ask({ text, conversation })).not.toHaveProperty('resolved');
  });

  test('leans on no turn that found nothing', async () => {
    const nothing = { text: 'Who is Ilse Maran?', conversation, before: '2001-01-01' };
    expect(await sure.ask(nothing)).toMatchObject({ kind: 'none' });
    const text = 'how long has she served?';
    expect(await sure.ask({ text, conversation })).not.toHaveProperty('resolved');
  });

  test('passes over small talk and refused questions to what was asked', async () => {
    await sure.ask({ text: 'Who is Ilse Maran?', conversation });
    await sure.ask({ text: 'thanks!', conversation });
    await expect(sure.ask({ text: PIER, source: 'none.txt', conversation })).rejects.toThrow();
    const { resolved } = await sure.ask({ text: 'how long has she served?', conversation });
    expect(resolved).toBe('how long has Ilse Maran served?');
  });
});

describe('a question', () => {
  test.each<[string, Question, RegExp]>([
    ['that is empty', { text: '' }, /empty/],
    ['of white space', { text: ' \n\t\u00a0' }, /empty/],
    ['that is too long', { text: 'a'.repeat(LONGEST_QUESTION + 1) }, /2001 characters/],
    ['about an unknown source', { text: PIER, source: 'no-such.txt' }, /no-such\.txt/],
    ['with a date that is none', { text: PIER, after: 'yesterday' }, /"after"/],
    ['with a date written otherwise', { text: PIER, before: '4.3.2025' }, /"before"/],
    ['with a day that no month has', { text: PIER, after: '2025-02-30' }, /"after"/],
    ['with a month that no year has', { text: PIER, before: '2025-13-01' }, /"before"/],
    ['with an instant for a date', { text: PIER, before: '2025-01-01T00:00:00Z' }, /"before"/],
    ['with an empty date', { text: PIER, after: '' }, /"after"/],
    [
      'with a range the wrong way round',
      { text: PIER, after: '2025-03-05', before: '2025-03-04' },
      /later than/,
    ],
  ])('%s is refused with what to do', async (_, question, message) => {
    const error: unknown = await sure.ask(question).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(VerbatimError);
    expect(error).toMatchObject({
      code: 'invalid-question',
      message: expect.stringMatching(message),
    });
    expect((error as VerbatimError).remedy).not.toBe('');
  });

  test.each([
    ['as long as the limit, in one word', 'a'.repeat(LONGEST_QUESTION)],
    [
      'as long as the limit, in many words',
      'ab cd '.repeat(LONGEST_QUESTION).slice(0, LONGEST_QUESTION),
    ],
    ['of hundreds of different words', Array.from({ length: 400 }, (_, i) => `w${i}`).join(' ')],
    ['in the syntax of the search engine', 'title:ferry AND "pier OR (NEAR(beam* ^mill - + {x}'],
    ['with quotes, percents and semicolons', `'; DROP TABLE documents; -- % _ " ''`],
    ['of half a surrogate pair and a NUL', 'ferry \ud83d \u0000 pier'],
    ['of emoji alone', '🙂🙂'],
    ['in a script that no document uses', '誰が船長ですか'],
  ])('%s is answered', async (_, text) => {
    expect(['quoted', 'closest', 'none']).toContain((await sure.ask({ text })).kind);
  });

  test('for one source is answered from that one alone', async () => {
    const answer = await sure.ask({ text: PIER, source: 'copy.txt' });
    expect(new Set(sourcesOf(answer))).toEqual(new Set(['copy.txt']));
    expect(first(answer).alsoIn).toEqual([]);
  });

  test.each<[string, Omit<Question, 'text'>, string[]]>([
    ['from a day on', { after: '2025-03-06' }, ['copy.txt']],
    ['up to a day', { before: '2025-03-04' }, ['bakery.md', 'harbour/notice.txt']],
    ['on one day', { after: '2025-03-04', before: '2025-03-04' }, ['harbour/notice.txt']],
    ['before any document', { before: '2001-01-01' }, []],
    ['of one source on another day', { source: 'copy.txt', before: '2025-03-04' }, []],
    ['of an undated source since a day', { source: 'ferry.txt', after: '2001-01-01' }, []],
  ])('%s is answered from documents of that time, never undated ones', async (_, filter, from) => {
    const answer = await sure.ask({ text: PIER, ...filter });
    const shown = [
      ...sourcesOf(answer),
      ...answer.citations.flatMap(({ alsoIn }) => alsoIn.map(({ source }) => source)),
    ];
    expect(new Set(shown)).toEqual(new Set(from));
    expect(answer.kind).toBe(from.length === 0 ? 'none' : 'quoted');
  });
});

test('the words for a confidence agree with what is presented as the answer', () => {
  expect(
    [1, 0.85, 0.84, QUOTED_FROM, 0.66, 0.33, 0.32, CLOSEST_FROM, 0].map(confidenceInWords),
  ).toEqual([
    'very likely the answer',
    'very likely the answer',
    'likely the answer',
    'likely the answer',
    'perhaps the answer',
    'perhaps the answer',
    'hardly the answer',
    'hardly the answer',
    'hardly the answer',
  ]);
});

describe('a passage in its context', () => {
  test('is found by the beginning of its document’s hash, each part a slice of the text', async () => {
    const { document, quote } = first(await sure.ask({ text: CAPTAIN }));
    const ref = { sha256: document.sha256.slice(0, 12), start: quote.start, end: quote.end };
    const context = sure.context(ref);
    expect(context?.document).toEqual(document);
    expect(context?.passage.text).toBe(quote.text);
    const text = HARBOUR['ferry.txt'] as string;
    const { before, passage, after } = context as NonNullable<typeof context>;
    const parts = [...before, passage, ...after];
    for (const part of parts) expect(text.slice(part.start, part.end)).toBe(part.text);
    for (const [i, part] of parts.slice(1).entries()) {
      expect(text.slice(parts[i]?.end, part.start).trim()).toBe('');
    }
    expect(before.map((part) => part.text).join()).toContain('wind is above nine');
    expect(after.map((part) => part.text).join()).toContain('Bicycles');
  });

  test.each([
    ['of a document that is gone', { sha256: 'f'.repeat(64), start: 0, end: 1 }],
    ['that names no document', { sha256: '', start: 0, end: 1 }],
  ])('is undefined for a reference %s', (_, ref) => {
    expect(sure.context(ref)).toBeUndefined();
  });

  test.each([
    ['outside the text', 0, 1_000_000],
    ['before the text', -1, 5],
    ['that is empty', 5, 5],
    ['the wrong way round', 6, 5],
    ['of no number', Number.NaN, 5],
  ])('is undefined for a range %s', (_, start, end) => {
    const [document] = sure.documents();
    expect(sure.context({ sha256: document?.sha256 ?? '', start, end })).toBeUndefined();
  });
});

describe('documents with the same bytes', () => {
  const TEXT = 'The herring fleet sailed at dawn for the northern banks.\n';
  const NAMES = ['one.txt', 'other.txt', 'third.txt'];

  test('are told apart by a reference, which means the first where it says nothing', async () => {
    const twins = await openStage(Object.fromEntries(NAMES.map((name) => [name, TEXT])));
    const reader = twins.answerer();
    for (const document of reader.documents()) {
      const { sourceSha256, ...ofText } = refTo(document, { start: 0, end: 11 });
      const ref = { ...ofText, sourceSha256: sourceSha256?.slice(0, 4) as string };
      expect(reader.context(ref)?.document).toEqual(document);
      expect(reader.passages([ref])[0]?.document).toEqual(document);
      expect(reader.page(ref, { page: 1 })?.document).toEqual(document);
      expect(reader.page({ ...ref, sha256: ref.sha256.slice(0, 8) }, { page: 1 })).toBeDefined();
      expect(reader.context(ofText)?.document.source).toBe('one.txt');
    }
    const { further, citations } = await reader.ask({ text: 'When did the herring fleet sail?' });
    const refs = [...further, ...citations.map(({ document, quote }) => refTo(document, quote))];
    expect(refs.length).toBeGreaterThan(0);
    const elsewhere = { ...refs[0], sourceSha256: '0000' } as PassageRef;
    expect(reader.context(elsewhere)).toBeUndefined();
  });
});

describe('further passages', () => {
  const shown = ({ citations }: Answer) =>
    citations.flatMap(({ document: { source }, passage, alsoIn }) => [
      { source, ...passage },
      ...alsoIn,
    ]);

  test('are the next best, of which no citation shows a part', async () => {
    const answer = await sure.ask({ text: 'Does the ferry to the island carry lorries?' });
    expect(answer.further.length).toBeGreaterThan(0);
    expect(answer.further.length).toBeLessThanOrEqual(5);
    const read = sure.passages(answer.further);
    expect(new Set(read.map((found) => found?.passage.text)).size).toBe(read.length);
    for (const found of read) {
      const { document, passage } = found as NonNullable<typeof found>;
      expect(HARBOUR[document.source]?.slice(passage.start, passage.end)).toBe(passage.text);
      const overlapping = shown(answer).filter(
        ({ source, start, end }) =>
          source === document.source && start < passage.end && passage.start < end,
      );
      expect(overlapping).toEqual([]);
    }
  });

  test('have none with the wording of a citation, which is folded into it', async () => {
    const { further, citations } = await sure.ask({ text: PIER });
    const sources = sure.passages(further).map((found) => found?.document.source);
    expect(citations[0]?.alsoIn).toHaveLength(1);
    expect(sources).not.toContain(citations[0]?.alsoIn[0]?.source);
  });

  test('stand beside the closest, and beside no refusal', async () => {
    const closest = stage.answerer({ weights: sureOf(0.3, stage.weights) });
    const none = stage.answerer({ weights: sureOf(0.01, stage.weights) });
    const text = 'Does the ferry to the island carry lorries?';
    expect((await closest.ask({ text })).further.length).toBeGreaterThan(0);
    expect((await none.ask({ text: CAPTAIN })).further).toEqual([]);
    expect((await sure.ask({ text: 'thanks!' })).further).toEqual([]);
  });

  test('are read back in the order asked for, with a gap where one is gone', () => {
    const [first, second] = sure.documents();
    const gone = { sha256: 'f'.repeat(64), start: 0, end: 1 };
    const refs = [second, first].map((document) => ({
      sha256: (document?.sha256 ?? '').slice(0, 12),
      start: 4,
      end: 9,
    }));
    const read = sure.passages([refs[0] ?? gone, gone, refs[1] ?? gone]);
    expect(read.map((found) => found?.document)).toEqual([second, undefined, first]);
  });
});

describe('the documents', () => {
  test('are listed by source', () => {
    expect(sure.documents().map(({ source }) => source)).toEqual(Object.keys(HARBOUR));
  });

  test('are counted in what the index says of itself', () => {
    expect(sure.about()).toMatchObject({
      documents: 4,
      generation: stage.generation.manifest.name,
    });
  });
});

describe('a stored text that was altered', () => {
  let altered: Generation;
  let answerer: Answerer;
  const source = 'copy.txt';

  beforeAll(async () => {
    const folder = join(await temporaryFolder(), 'altered');
    const { name } = stage.generation.manifest;
    await cp(join(stage.indexDir, name), folder, { recursive: true });
    const database = new Database(join(folder, INDEX_FILE));
    const change =
      "UPDATE documents SET text = replace(text, 'cracked', 'painted') WHERE source = ?";
    expect(database.prepare(change).run(source).changes).toBe(1);
    database.close();
    altered = closeAtEnd(await openGeneration(folder));
    answerer = stage.answerer({
      generation: altered,
      weights: sureOf(0.9, stage.weights),
    });
  });

  test('is never quoted, and the fault is told', async () => {
    const answer = await answerer.ask({ text: 'Is it a painted beam?', source });
    expect(answer.kind).toBe('none');
    expect(answer.citations).toEqual([]);
    expect(stage.faults.join()).toContain(source);
  });

  test('takes nothing away from a sound document that says the same', async () => {
    const answer = await answerer.ask({ text: 'Why is the pier closed, a painted beam?' });
    expect(first(answer).document.source).toBe('harbour/notice.txt');
    expect(first(answer).quote.text).toBe(WIRE);
    expect(answer.confidence).toBe(first(answer).score);
    const places = answer.citations.flatMap(({ document, alsoIn }) => [document, ...alsoIn]);
    expect(places.map((place) => place.source)).not.toContain(source);
    expect(answer.support).toEqual({ independent: 1, repeating: 0 });
  });

  test('is neither read nor shown in its context', () => {
    const sha256 = altered.find(source)?.info.sha256 ?? '';
    const ref = { sha256, start: 60, end: 70 };
    expect(answerer.context(ref)).toBeUndefined();
    expect(answerer.passages([ref])).toEqual([undefined]);
    expect(answerer.page({ source }, { page: 1 })).toBeUndefined();
    const { hits } = answerer.search({ terms: 'cracked', offset: 0, limit: 9 });
    expect(hits.map(({ document }) => document.source)).toEqual(['harbour/notice.txt']);
  });
});
