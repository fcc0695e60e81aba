import { describe, expect, it } from 'vitest';
import { renderRemedy } from '../../../src/discord/rendering/notices.js';
import { VerbatimError } from '../../../src/errors.js';
import { textOf } from '../support/answers.js';

describe('a fault that its reader can act on', () => {
  it.each([
    ['the question has 2100 characters', 'Ask more briefly.'],
    ['The question has 2100 characters.', 'ask more briefly'],
  ])('is said in sentences: “%s”', (message, remedy) => {
    const reply = renderRemedy(new VerbatimError('invalid-question', message, remedy));
    expect(textOf(reply).trim()).toBe('The question has 2100 characters. Ask more briefly.');
  });
});
