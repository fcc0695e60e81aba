import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { ExplainedCandidate, Explanation } from '../../src/answer/explanation.js';
import { renderExplanation } from '../../src/terminal/explain.js';
import { type Style, styleFor } from '../../src/terminal/style.js';

const PLAIN = styleFor({});
const WEIGHTS = { likeness: 2.5, order: 0.75, brevity: -0.5, speaker: 0.4 };

function candidate(
  rank: number,
  values: Readonly<Record<keyof typeof WEIGHTS, number>>,
  change: Partial<ExplainedCandidate> = {},
): ExplainedCandidate {
  const contributions = Object.entries(WEIGHTS).map(([name, weight]) => ({
    name,
    weight,
    value: values[name as keyof typeof WEIGHTS],
  }));
  const score = contributions.reduce((sum, { value, weight }) => sum + value * weight, 0);
  const text = `The ferry number ${rank} leaves at seven.`;
  return { rank, source: 'ferry.txt', start: 3, end: 40, text, score, contributions, ...change };
}

const BEST = candidate(1, { likeness: 0.8, order: 1, brevity: 0, speaker: 0 }, { citation: 1 });
const SECOND = candidate(2, { likeness: 0.9, order: 0, brevity: 0.5, speaker: 0 });

function explanation(change: Partial<Explanation> = {}): Explanation {
  return {
    question: 'when does the fery leave',
    answerType: 'date',
    terms: [
      { word: 'fery', weight: 0.7, known: false, alternatives: [{ text: 'ferry', weight: 0.75 }] },
      { word: 'leave', weight: 0.3, known: true, alternatives: [] },
    ],
    candidates: [BEST, SECOND],
    kind: 'quoted',
    confidence: 0.88,
    ceiling: 1,
    evidence: [
      { name: 'intercept', value: 1, weight: 0.5 },
      { name: 'sentence', value: 0.75, weight: 2 },
    ],
    ...change,
  };
}

/** Everything that a document or a question can put into an explanation. */
function hostile(text: string): Explanation {
  return explanation({
    question: text,
    terms: [{ word: text, weight: 1, known: false, alternatives: [{ text, weight: 0.5 }] }],
    candidates: [{ ...BEST, source: text, text }, SECOND],
  });
}

/** The numbers of the row of that name, in the first table or a later one. */
function row(shown: string, name: string, table = 0): number[] {
  const lines = shown.split('\n').filter((line) => line.startsWith(`    ${name} `));
  const cells = (lines[table] ?? '').trim().split(/\s+/).slice(1);
  return cells.map((cell) => (cell === '·' ? 0 : Number(cell.replace('−', '-'))));
}

describe('an explanation in the terminal', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

  test('shows each word with its share, whether it is known, and what it is looked for as', () => {
    const shown = renderExplanation(explanation(), PLAIN);
    expect(shown).toContain('   70 %  fery (in no document) → ferry 0.75\n   30 %  leave\n');
    expect(shown).toContain('Looked up  when does the fery leave\n');
    expect(shown).toContain('a date or a time\n');
  });

  test('shows each candidate with its score, its place and its citation', () => {
    const shown = renderExplanation(explanation(), PLAIN);
    expect(shown).toContain('   1   2.75  The ferry number 1 leaves at seven.\n');
    expect(shown).toContain('             ferry.txt 3–40 · cited in [1]\n');
    expect(shown).toContain('   2   2.00  The ferry number 2');
    expect(shown).toContain('             ferry.txt 3–40\n');
  });

  test('says by what a candidate ranks where it does', () => {
    const shown = renderExplanation(explanation(), PLAIN);
    expect(shown).toContain('0.75 above 2: order +0.75, brevity +0.25; but likeness −0.25\n');
    expect(shown).toContain('0.75 below 1: order −0.75, brevity −0.25; but likeness +0.25\n');
    const same = { ...BEST, rank: 2 };
    expect(renderExplanation(explanation({ candidates: [BEST, same] }), PLAIN)).toContain(
      'as good as 1\n',
    );
  });

  test('adds up: the column of a candidate sums up to its score', () => {
    const shown = renderExplanation(explanation(), PLAIN);
    expect(row(shown, 'likeness')).toEqual([2, 2.25]);
    expect(row(shown, 'order')).toEqual([0.75, 0]);
    expect(row(shown, 'brevity')).toEqual([0, -0.25]);
    expect(row(shown, 'score')).toEqual([2.75, 2]);
    expect(row(shown, 'likeness', 1)).toEqual([2.5, 0.8, 0.9]);
    expect(row(shown, 'brevity', 1)).toEqual([-0.5, 0, 0.5]);
  });

  test('leaves out features that add nothing to any candidate, and never says −0.00', () => {
    const tiny = candidate(2, { likeness: 0.9, order: 0, brevity: 0.002, speaker: 0 });
    const shown = renderExplanation(explanation({ candidates: [BEST, tiny] }), PLAIN);
    expect(shown).not.toContain('speaker');
    expect(shown).not.toContain('brevity');
    expect(shown).not.toContain('−0.00');
  });

  test('adds up the evidence to log odds, and says what the confidence decides', () => {
    const shown = renderExplanation(explanation(), PLAIN);
    expect(shown).toContain('Confidence 88 %, so the first is presented as the answer\n');
    expect(shown).toMatch(/sentence +0\.75 × {2}2\.00 = {2}1\.50\n/);
    expect(shown).toMatch(/log odds +=\s+2\.00\n/);
    const none = renderExplanation(explanation({ kind: 'none', confidence: 0.01 }), PLAIN);
    expect(none).toContain('Confidence 1 %, so none is shown\n');
  });

  test('sets its columns below each other', () => {
    const many = Array.from({ length: 10 }, (_, i) =>
      candidate(i + 1, { likeness: 9 - i, order: 1, brevity: 0, speaker: 0 }),
    );
    const shown = renderExplanation(explanation({ candidates: many }), styleFor({ columns: 80 }));
    const table = shown.split('\n').filter((line) => /^ {4}(?:likeness|order|score) /.test(line));
    expect(table).toHaveLength(5);
    expect(new Set(table.map(({ length }) => length)).size).toBe(1);
    expect(row(shown, 'score')).toHaveLength(10);
  });

  test.each([40, 61, 80, 96])('fits into %i columns and loses no candidate', (columns) => {
    const many = Array.from({ length: 10 }, (_, i) =>
      candidate(i + 1, { likeness: 9 - i, order: 1, brevity: 1, speaker: 1 }),
    );
    const long = hostile(`${'x'.repeat(300)} 漢字${'漢字'.repeat(80)}`);
    for (const each of [explanation({ candidates: many }), long]) {
      const shown = renderExplanation(each, styleFor({ columns }));
      for (const line of shown.split('\n'))
        expect(columnsOf(line), line).toBeLessThanOrEqual(columns);
      const scores = shown.split('\n').filter((line) => line.startsWith('    score '));
      const cells = scores.flatMap((line) => line.trim().split(/\s+/).slice(1));
      expect(cells).toEqual(each.candidates.map(({ score }) => score.toFixed(2)));
    }
  });

  test('marks the cut of a long sentence and splits no character', () => {
    const text = `${'🙂'.repeat(200)}`;
    const shown = renderExplanation(hostile(text), PLAIN);
    expect(shown).toContain('…\n');
    expect(shown).not.toMatch(/\p{Cs}/u);
  });

  test.each([
    ['small talk', { smallTalk: true }, /asks the documents nothing/],
    ['nothing to look up', {}, /names nothing to look up/],
  ] as const)('says of %s that there is nothing to explain', (_, change, said) => {
    const shown = renderExplanation(
      explanation({ terms: [], candidates: [], evidence: [], kind: 'none', ...change }),
      PLAIN,
    );
    expect(shown).toMatch(said);
    expect(shown).not.toMatch(/NaN|Infinity|undefined|Confidence/);
  });

  test('says so when a filter left no candidate', () => {
    const shown = renderExplanation(explanation({ candidates: [], evidence: [] }), PLAIN);
    expect(shown).toContain('fery');
    expect(shown).toContain('No passage comes near.');
  });

  test('holds no control character, whatever the texts hold', () => {
    const unit = fc.oneof(fc.integer({ min: 0, max: 0x9f }), fc.integer({ min: 0, max: 0xffff }));
    const text = fc.array(unit, { maxLength: 40 }).map((units) => String.fromCharCode(...units));
    for (const attack of ['\u001b[31mred', '\u001b]0;owned\u0007', 'good\rbad\b', '\u009b31m'])
      expect(renderExplanation(hostile(attack), PLAIN)).not.toMatch(CONTROL);
    fc.assert(fc.property(text, (each) => !CONTROL.test(renderExplanation(hostile(each), PLAIN))));
  });

  test('is coloured only where a terminal shows it, and set alike', () => {
    const coloured: Style = { width: 60, colours: picocolors.createColors(true) };
    const shown = renderExplanation(explanation(), coloured);
    expect(shown).toContain('\u001b[');
    expect(stripVTControlCharacters(shown)).toBe(
      renderExplanation(explanation(), { ...PLAIN, width: 60 }),
    );
  });
});

/** Columns of a terminal: characters of East Asia take two. */
function columnsOf(line: string): number {
  return [...line].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}

test('a confidence that the question itself bounds is said to be bounded', () => {
  const bounded = renderExplanation(explanation({ ceiling: 0.5, confidence: 0.5 }), PLAIN);
  expect(bounded).toContain('At most 50 %');
  expect(renderExplanation(explanation({}), PLAIN)).not.toContain('At most');
});
