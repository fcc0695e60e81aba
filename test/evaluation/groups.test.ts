import { describe, expect, test } from 'vitest';
import { groupsOf } from '../../src/evaluation/groups.js';

const asked = (id: string, ...quotes: string[]) => ({
  id,
  gold: quotes.map((quote) => ({ file: 'a.txt', quote })),
});

describe('questions are of one group', () => {
  test('when a gold quote of one holds one of the other, whichever comes first', () => {
    const [long, short] = [asked('l', 'The pier was closed on Monday.'), asked('s', 'was closed')];
    expect(groupsOf([long, short])).toEqual(['l', 'l']);
    expect(groupsOf([short, long])).toEqual(['s', 's']);
  });

  test('whatever the white space, and whichever of several quotes it is', () => {
    const one = asked('1', 'A ferry sank.', 'The pier\n  was closed.');
    expect(groupsOf([one, asked('2', 'Nobody swam.', 'pier was closed.')])).toEqual(['1', '1']);
  });

  test('when only others link them, in whatever order these come', () => {
    const [a, b, c, d] = [asked('a', 'w'), asked('b', 'z'), asked('c', 'w', 'x'), asked('d', 'y')];
    const links = [asked('e', 'y', 'z'), asked('f', 'z', 'x')];
    expect(groupsOf([a, b, c, d])).toEqual(['a', 'b', 'a', 'd']);
    expect(new Set(groupsOf([a, b, c, d, ...links]))).toEqual(new Set(['a']));
    expect(new Set(groupsOf([...links, d, c, b, a]))).toEqual(new Set(['e']));
  });
});

describe('questions are of different groups', () => {
  test('when their quotes only overlap, or stand in different files', () => {
    const overlapping = [asked('1', 'The pier was'), asked('2', 'pier was closed')];
    expect(groupsOf(overlapping)).toEqual(['1', '2']);
    const elsewhere = { id: '2', gold: [{ file: 'b.txt', quote: 'The pier was' }] };
    expect(groupsOf([asked('1', 'The pier was'), elsewhere])).toEqual(['1', '2']);
  });

  test('when nothing answers them', () => {
    expect(groupsOf([asked('1'), asked('2'), asked('3', 'x')])).toEqual(['1', '2', '3']);
  });
});
