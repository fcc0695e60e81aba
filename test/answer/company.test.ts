import { describe, expect, test } from 'vitest';
import { companyOf } from '../../src/answer/company.js';
import { surroundings } from './statements.js';

/** The neighbour's text; the sentence in question is the one at `position`. */
const company = (position: number, ...sentences: string[]) =>
  companyOf(surroundings(position, ...sentences))?.text;

describe('the neighbour of a sentence that may not answer', () => {
  test('is what follows in its paragraph', () => {
    expect(company(1, 'The pier is old.', 'It is shut.', 'A beam cracked.')).toBe(
      'A beam cracked.',
    );
  });

  test('is what leads to it, at the end of its paragraph', () => {
    expect(company(1, 'The pier is old.', 'It is shut.', '\nFish is dear.')).toBe(
      'The pier is old.',
    );
    expect(company(1, 'The pier is old.', 'It is shut.')).toBe('The pier is old.');
  });

  test('is what begins the next paragraph, when its own has no other sentence', () => {
    expect(company(1, 'The pier is old.', '\nIt is shut.', '\nA beam cracked.')).toBe(
      'A beam cracked.',
    );
    expect(company(0, 'It is shut.', '\nA beam cracked.')).toBe('A beam cracked.');
  });

  test('is nobody for a heading, whether it is marked as one or only ends like one', () => {
    expect(company(1, 'Fish is dear.', '\n# The pier', '\nIt is shut.')).toBeUndefined();
    expect(company(1, 'Fish is dear.', '\n# The pier', 'It is shut.')).toBeUndefined();
    expect(company(0, 'Pier shut, mayor warns', '\nSpeaking in Lund, she left.')).toBeUndefined();
  });

  test('is no heading', () => {
    expect(company(0, 'It is shut.', '\n# Fish')).toBeUndefined();
    expect(company(1, '# The pier', '\nIt is shut.')).toBeUndefined();
    expect(company(0, '# The pier', '\n# Fish')).toBeUndefined();
    expect(company(0, 'It is shut.', '\nFish prices rise')).toBeUndefined();
  });

  test('is nobody for a sentence alone, or the last of all behind a paragraph', () => {
    expect(company(0, 'It is shut.')).toBeUndefined();
    expect(company(1, 'The pier is old.', '\nIt is shut.')).toBeUndefined();
  });

  test('has nothing left out between it and the sentence', () => {
    const { sentences, position } = surroundings(1, 'The pier is old.', 'It is shut.', 'Beams.');
    const parted = sentences.map((sentence) => ({ ...sentence, gap: ' [Advertisement] ' }));
    expect(companyOf({ sentences: parted, position })).toBeUndefined();
  });
});
