import { expect, test } from 'vitest';
import { atEndOfTest, endOfTest } from './at-end.js';

test('what is to be done at the end is done, the latest first, whatever fails of it', async () => {
  const done: string[] = [];
  atEndOfTest(() => done.push('first'));
  atEndOfTest(() => Promise.reject(new Error('it is gone')));
  atEndOfTest(() => done.push('last'));
  await expect(endOfTest()).rejects.toThrow('it is gone');
  expect(done).toEqual(['last', 'first']);
  await endOfTest();
  expect(done).toHaveLength(2);
});

test('all that failed is told', async () => {
  for (const what of ['one', 'two'])
    atEndOfTest(() => {
      throw new Error(what);
    });
  await expect(endOfTest()).rejects.toMatchObject({
    errors: [new Error('two'), new Error('one')],
  });
});
