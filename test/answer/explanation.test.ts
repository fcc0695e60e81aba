import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Contribution } from '../../src/answer/explanation.js';
import type { Answerer } from '../../src/answer/service.js';
import { nameOfConcept } from '../../src/retrieval/concept-names.js';
import { FEATURES } from '../../src/retrieval/features.js';
import { HARBOUR } from '../harbour.js';
import { openStage, type Stage } from '../stage.js';

const CAPTAIN = 'Who is the captain of the ferry?';
const PIER = 'Why is the eastern pier of the harbour closed?';

let stage: Stage;
let answerer: Answerer;
let conversation: string;

beforeAll(async () => {
  stage = await openStage({
    ...HARBOUR,
    'visit.txt':
      'Finnish shipbuilders will visit the yard. President Leora Vance, who signed the order for 28 boats, told reporters that Mr. Vance, her brother, builds none.\n\nLeora Vance said so on Monday.\n',
  });
  answerer = stage.answerer();
});
beforeEach(() => {
  conversation = `conversation ${Math.random()}`;
});

const sum = (contributions: readonly Contribution[]) =>
  contributions.reduce((total, { value, weight }) => total + value * weight, 0);

describe('an explanation', () => {
  test.each([CAPTAIN, PIER, 'what does a ticket cost'])(
    'of “%s” has contributions that sum up to each score, and the scores fall',
    async (text) => {
      const { candidates } = await answerer.explain({ text });
      expect(candidates.length).toBeGreaterThan(3);
      for (const { score, contributions } of candidates) {
        expect(contributions.map(({ name }) => name)).toEqual([...FEATURES]);
        expect(sum(contributions)).toBeCloseTo(score, 9);
      }
      const scores = candidates.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(candidates.map(({ rank }) => rank)).toEqual(candidates.map((_, i) => i + 1));
      expect(candidates.length).toBeLessThanOrEqual(10);
    },
  );

  test.each([CAPTAIN, PIER, 'does the ferry run in strong wind'])(
    'of “%s” has its candidates in the order of the answer’s citations',
    async (text) => {
      const { citations } = await answerer.ask({ text });
      const { candidates } = await answerer.explain({ text });
      const shown = candidates.flatMap(({ citation }) => citation ?? []);
      expect([...new Set(shown)]).toEqual(citations.map(({ rank }) => rank));
      for (const { citation, source, start, end } of candidates) {
        const cited = citations.find(({ rank }) => rank === citation);
        if (cited === undefined) continue;
        const quote = { source: cited.document.source, ...cited.quote };
        const holding = [quote, ...cited.alsoIn].filter(
          (place) => place.source === source && place.start <= start && end <= place.end,
        );
        expect(holding.length).toBeGreaterThan(0);
      }
    },
  );

  test('names one citation for the two places that it folds', async () => {
    const { candidates } = await answerer.explain({ text: PIER });
    const first = candidates.filter(({ citation }) => citation === 1);
    expect(first.map(({ source }) => source).sort()).toEqual(['copy.txt', 'harbour/notice.txt']);
  });

  test('has the kind and the confidence of the answer, the logistic of its evidence', async () => {
    for (const text of [CAPTAIN, 'is there gold in the harbour']) {
      const { kind, confidence } = await answerer.ask({ text });
      const explained = await answerer.explain({ text });
      expect(explained.kind).toBe(kind);
      // A word that is not embedded again leaves the question another place in its lot.
      expect(explained.confidence).toBeCloseTo(confidence, 5);
      expect(1 / (1 + Math.exp(-sum(explained.evidence)))).toBeCloseTo(explained.confidence, 9);
    }
  });

  test('quotes every candidate as it stands in its file', async () => {
    const { candidates } = await answerer.explain({ text: PIER });
    for (const { source, start, end, text } of candidates) {
      const file = stage.generation.verifiedText(source);
      expect(text).toBe(file?.slice(start, end));
      expect(text).not.toBe('');
    }
  });

  test('gives each word its share, and spellings to one that no document holds', async () => {
    const { terms } = await answerer.explain({ text: 'who is the capttain of the ferry' });
    expect(terms.map(({ word, known }) => [word, known])).toEqual([
      ['capttain', false],
      ['ferry', true],
    ]);
    expect(terms.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 9);
    expect(terms[0]?.weight).toBeGreaterThan(terms[1]?.weight ?? 1);
    expect(terms[0]?.alternatives.map(({ text }) => text)).toContain('captain');
    for (const { weight } of terms[0]?.alternatives ?? []) {
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
  });

  test('calls people, places and numbers by name', async () => {
    const text = 'did leora vance sign for twenty-eight boats from finland';
    const { terms } = await answerer.explain({ text });
    const meantBy = (word: string) =>
      terms.find((term) => term.word === word)?.alternatives.map((each) => each.text);
    expect(meantBy('vance')).toContain('Leora Vance');
    expect(meantBy('finland')).toEqual(['Finland']);
    expect(meantBy('twenty')).toEqual(['28']);
    expect(JSON.stringify(terms)).not.toMatch(/person:|place:|number:/);
  });

  test('has neither terms nor candidates for what asks the documents nothing', async () => {
    for (const [text, smallTalk] of [
      ['hello there!', true],
      ['what is it?', undefined],
    ] as const) {
      const explained = await answerer.explain({ text });
      expect([explained.smallTalk, explained.kind]).toEqual([smallTalk, 'none']);
      expect([explained.candidates, explained.terms]).toEqual([[], []]);
    }
  });

  test('is of the question as the conversation completes it', async () => {
    await answerer.ask({ text: 'Who is Ilse Maran?', conversation });
    const text = 'how long has she served?';
    expect((await answerer.explain({ text, conversation })).question).toContain('Ilse Maran');
    expect((await answerer.explain({ text })).question).toBe(text);
  });

  test('waits for the questions before it and adds no turn', async () => {
    const asking = answerer.ask({ text: 'Who is Ilse Maran?', conversation });
    const text = 'what does Zdenka Orlova ask?';
    const [, explained] = await Promise.all([asking, answerer.explain({ text, conversation })]);
    expect(explained.question).toBe(text);
    const { resolved } = await answerer.ask({ text: 'how long has she served?', conversation });
    expect(resolved).toBe('how long has Ilse Maran served?');
  });

  test('keeps to the filters of its question, and refuses what ask refuses', async () => {
    const { candidates } = await answerer.explain({ text: PIER, source: 'copy.txt' });
    expect(new Set(candidates.map(({ source }) => source))).toEqual(new Set(['copy.txt']));
    await expect(answerer.explain({ text: ' ' })).rejects.toMatchObject({
      code: 'invalid-question',
    });
    await expect(answerer.explain({ text: PIER, source: 'gone' })).rejects.toThrow('gone');
  });
});

describe('the name of a concept', () => {
  test.each([
    ['place:FI', 'Finland'],
    ['place:US', 'United States'],
    ['place:XK', 'Kosovo'],
    ['place:EU', 'European Union'],
    ['number:1100000', '1,100,000'],
    ['number:0.5', '0.5'],
    ['person:999999', 'person:999999'],
    ['thing:7', 'thing:7'],
  ])('of %s is %s', (concept, name) => {
    expect(nameOfConcept(stage.generation, concept)).toBe(name);
  });
});
