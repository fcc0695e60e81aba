import { DiscordAPIError } from 'discord.js';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { isTokenGone, logFault, newIncident } from '../../src/discord/faults.js';
import { VerbatimError } from '../../src/errors.js';

function logged(error: unknown, level = 'info'): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level }, { write: (line: string) => lines.push(JSON.parse(line)) });
  logFault(log, 'answer', error, 'abcd1234');
  return lines;
}

const apiError = (code: number, message: string, status = 400) =>
  new DiscordAPIError(
    { code, message },
    code,
    status,
    'PATCH',
    'https://discord.com/api/v10/webhooks/1/aSecretToken/messages/@original',
    { body: { content: 'a private question' }, files: undefined },
  );

describe('logging a fault', () => {
  it('takes one line, with the incident', () => {
    expect(logged(apiError(50_013, 'Missing Permissions', 403))).toMatchObject([
      { incident: 'abcd1234', code: 50_013, status: 403, level: 40 },
    ]);
  });

  it.each([10_003, 10_008, 10_015, 10_062, 40_060, 50_001, 50_007, 50_013, 50_027])(
    'treats Discord error %i as a warning that says what it means',
    (code) => {
      const [line] = logged(apiError(code, 'As Discord puts it'));
      expect(line?.level).toBe(40);
      expect(line?.msg).toMatch(/^answer failed: \S/);
    },
  );

  it('treats what is unforeseen as an error, with the places in the code', () => {
    const [line] = logged(new TypeError('cannot read "a private question"'));
    expect(line).toMatchObject({ level: 50, type: 'TypeError' });
    expect(line?.stack).toEqual(expect.arrayContaining([expect.stringContaining('faults.test')]));
  });

  it('never holds tokens, addresses or contents', () => {
    const invalid = apiError(
      50_035,
      'Invalid Form Body\ncontent[BAD]: "a private question" is bad',
    );
    const errors = [
      apiError(10_008, 'Unknown Message'),
      invalid,
      new TypeError('near "a private question"'),
      new VerbatimError('invalid-question', 'the question "a private question" is bad', 'Ask.'),
      'a private question',
    ];
    for (const error of errors) {
      const lines = JSON.stringify(logged(error));
      expect(lines).not.toContain('aSecretToken');
      expect(lines).not.toContain('private question');
    }
    expect(JSON.stringify(logged(invalid))).toContain('content[BAD]');
  });

  it('holds the message of a defect at level debug, which asks for it', () => {
    expect(logged(new TypeError('x is undefined'), 'debug')[0]?.reason).toBe('x is undefined');
  });
});

it('gives every incident a name of its own', () => {
  expect(newIncident()).toMatch(/^[0-9a-f]{8}$/);
  expect(newIncident()).not.toBe(newIncident());
});

it('knows when only the channel is left to answer in', () => {
  expect(isTokenGone(apiError(50_027, 'Invalid Webhook Token', 401))).toBe(true);
  expect(isTokenGone(apiError(10_062, 'Unknown interaction', 404))).toBe(false);
  expect(isTokenGone(new Error('no'))).toBe(false);
});
