import { describe, expect, test } from 'vitest';
import { remembered } from '../../src/index/memory.js';

describe('what is remembered', () => {
  test('is made once, even when it is undefined', () => {
    const values = new Map<string, undefined>();
    let made = 0;
    const read = () =>
      remembered(values, 2, 'ferry', () => {
        made++;
        return undefined;
      });
    read();
    read();
    expect(made).toBe(1);
  });

  test('is never more than the limit: the one made first goes, and is made anew', () => {
    const values = new Map<string, string>();
    let made = 0;
    const read = (key: string) =>
      remembered(values, 2, key, () => {
        made++;
        return key.toUpperCase();
      });
    for (const key of ['ferry', 'island', 'quay']) read(key);
    expect([...values.keys()]).toEqual(['island', 'quay']);
    expect(read('ferry')).toBe('FERRY');
    expect(made).toBe(4);
  });
});
