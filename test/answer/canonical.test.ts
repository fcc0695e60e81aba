import { describe, expect, test } from 'vitest';
import type { Answer, AnswerKind } from '../../src/answer/answer.js';
import {
  answersOf,
  type CanonicalAnswer,
  inShort,
  movedBetween,
} from '../../src/answer/canonical.js';

const document = { source: 'pier.txt', sha256: 'a'.repeat(64), title: 'Pier' };

function answer(kind: AnswerKind, ...quotes: string[]): Answer {
  const citations = quotes.map((text, i) => {
    const quote = { start: 0, end: text.length, text };
    return { rank: i + 1, document, passage: quote, quote, score: 1, answering: [], alsoIn: [] };
  });
  return { question: '', kind, confidence: 0.5, citations, further: [], tookMs: 1 };
}

const was = (kind: AnswerKind, quote: string, source = 'pier.txt'): CanonicalAnswer => ({
  kind,
  source,
  quote,
});
const moves = (before: CanonicalAnswer, after: CanonicalAnswer) =>
  movedBetween(new Map([['Who?', before]]), new Map([['Who?', after]])).length > 0;

describe('canonical questions', () => {
  test('are asked one after the other, each by itself', async () => {
    const asked: unknown[] = [];
    const answers = await answersOf(['Is it closed?', 'Who?'], {
      ask: async (question) => {
        asked.push(question);
        return answer('quoted', `It is\nclosed.`, 'Not the first.');
      },
    });
    expect(asked).toEqual([{ text: 'Is it closed?' }, { text: 'Who?' }]);
    expect(answers.get('Who?')).toEqual(was('quoted', 'It is closed.'));
  });

  test('leave others their turn in between', async () => {
    const order: string[] = [];
    const asking = answersOf(['1', '2', '3'], {
      ask: async ({ text }) => {
        order.push(text);
        return answer('none');
      },
    });
    setImmediate(() => order.push('another'));
    await asking;
    expect(order.indexOf('another')).toBeLessThan(2);
  });

  test('are asked no more once nobody waits for the answers', async () => {
    const ending = new AbortController();
    const ask = async () => {
      ending.abort();
      return answer('none');
    };
    const answers = await answersOf(['1', '2', '3'], { ask }, ending.signal);
    expect([...answers.keys()]).toEqual(['1']);
  });

  test('have moved when the first citation, its document or the kind is another', () => {
    const before = was('quoted', 'It is closed.');
    expect(moves(before, was('quoted', 'It is closed.'))).toBe(false);
    expect(moves(before, was('quoted', 'It is open.'))).toBe(true);
    expect(moves(before, was('quoted', 'It is closed.', 'other.txt'))).toBe(true);
    expect(moves(before, was('closest', 'It is closed.'))).toBe(true);
    expect(moves(before, { kind: 'none' })).toBe(true);
    expect(moves({ kind: 'none' }, { kind: 'none' })).toBe(false);
  });

  test('that were not asked before, or not after, have not moved', () => {
    const one = new Map([['Who?', was('quoted', 'Her.')]]);
    expect(movedBetween(new Map(), one)).toEqual([]);
    expect(movedBetween(one, new Map())).toEqual([]);
  });

  test('are answered in short by the quote and its file, cut as is wanted', () => {
    const cut = (text: string) => text.slice(0, 5);
    expect(inShort(was('quoted', 'It is closed.'), cut)).toBe('“It is” (pier.)');
    expect(inShort(was('closest', 'It is closed.'), cut)).toBe('only close: “It is” (pier.)');
    expect(inShort({ kind: 'none' }, cut)).toBe('nothing found');
  });
});
