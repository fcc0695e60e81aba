import { beforeEach, describe, expect, test } from 'vitest';
import { CurrentGeneration } from '../../src/index/current.js';
import type { Generation } from '../../src/index/generation.js';
import { Workshop } from './workshop.js';

let old: Generation;
let next: Generation;

beforeEach(async () => {
  const workshop = await Workshop.with({ 'a.txt': 'The talks were long.' });
  await workshop.update();
  old = await workshop.open();
  next = await workshop.open();
});

const isOpen = (generation: Generation) => {
  try {
    const [document] = generation.documents;
    return generation.passagesOf(document?.id ?? 0).length === 1;
  } catch {
    return false;
  }
};

/** A reader that reads until it is told to end. */
function reader(current: CurrentGeneration) {
  let end: (how: 'well' | 'badly') => void = () => {};
  const reading = current.use(async (generation) => {
    const how = await new Promise((resolve) => {
      end = resolve;
    });
    if (how === 'badly') throw new Error('a fault of the reader');
    return [generation, isOpen(generation)];
  });
  return { reading, end: (how: 'well' | 'badly' = 'well') => end(how) };
}

describe('the current generation', () => {
  test('is read by every reader, and given what it returns', async () => {
    const current = new CurrentGeneration(old);
    expect(current.generation).toBe(old);
    expect(await current.use(async (generation) => generation.manifest.passages)).toBe(1);
    expect(isOpen(old)).toBe(true);
  });

  test('closes at once when it is replaced and nobody reads it', () => {
    const current = new CurrentGeneration(old);
    current.replace(next);
    expect(current.generation).toBe(next);
    expect(isOpen(old)).toBe(false);
    expect(isOpen(next)).toBe(true);
  });

  test('stays open for those who began with it, and closes after the last', async () => {
    const current = new CurrentGeneration(old);
    const [first, second] = [reader(current), reader(current)];
    current.replace(next);
    const third = reader(current);
    first.end();
    expect(await first.reading).toEqual([old, true]);
    expect(isOpen(old)).toBe(true);
    second.end();
    expect(await second.reading).toEqual([old, true]);
    expect(isOpen(old)).toBe(false);
    third.end();
    expect(await third.reading).toEqual([next, true]);
    expect(isOpen(next)).toBe(true);
  });

  test('closes after a last reader that failed', async () => {
    const current = new CurrentGeneration(old);
    const failing = reader(current);
    current.replace(next);
    failing.end('badly');
    await expect(failing.reading).rejects.toThrow('a fault of the reader');
    expect(isOpen(old)).toBe(false);
  });

  test('is closed with the holder, after the last reader', async () => {
    const current = new CurrentGeneration(old);
    const last = reader(current);
    current.close();
    current.close();
    expect(isOpen(old)).toBe(true);
    last.end();
    expect(await last.reading).toEqual([old, true]);
    expect(isOpen(old)).toBe(false);
  });

  test('names what is read, and tells when a generation is not read any more', async () => {
    const closed: unknown[] = [];
    const current = new CurrentGeneration(old, (generation) => closed.push(generation));
    const last = reader(current);
    current.replace(next);
    expect(new Set(current.inUse)).toEqual(new Set([old.manifest.name, next.manifest.name]));
    expect(closed).toEqual([]);
    last.end();
    await last.reading;
    expect(closed).toEqual([old]);
    expect(current.inUse).toEqual([next.manifest.name]);
    current.close();
    current.close();
    expect(closed).toEqual([old, next]);
  });
});
