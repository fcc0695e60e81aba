import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { ENVIRONMENT, readConfig } from '../../src/config.js';
import { VerbatimError } from '../../src/errors.js';
import { area } from './area.js';
import { anyString } from './texts.js';

const configuration = area('configuration');

const SECRET = 'hunter2.of.nobody';
const VALUES = [
  ...[
    '',
    ' ',
    'true',
    'TRUE',
    'false',
    'auto',
    'settings',
    '0',
    '1',
    '-1',
    '1e3',
    '0x10',
    '99999999999999999999',
    '٣',
  ],
  ...[
    '0-3/16',
    '3-0/16',
    '0-9999/9999',
    '9999/1',
    '/',
    '123456789012345678',
    '123456789012345678, 1',
    ',,,',
  ],
  ...[
    'http://',
    'https://a.example///',
    'http://[::1',
    'http://a b',
    'HTTP://A/v10',
    'javascript:alert(1)',
    'ftp://a',
  ],
  ...[
    '.',
    '..',
    '/',
    '~',
    'C:\\x',
    'a/b',
    'a/b/c',
    '-/-',
    'info',
    'silent',
    '__proto__',
    SECRET,
    `Bot ${SECRET}`,
  ],
];
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 2, arbitrary: anyString(6) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('/', '1', ',', ' ', 'a', '-'), fc.nat(20_000))
      .map(([part, n]) => `http://a${part.repeat(n)}`),
  },
);
const names = [...Object.keys(ENVIRONMENT), '__proto__', 'PATH'];
const environment = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 });

configuration.holds(
  'is read, or every fault of it is told without any value',
  1,
  environment,
  (variables) => {
    try {
      const config = readConfig(variables);
      ok(config.seedsDir !== '' && Number.isInteger(config.maxDocumentBytes));
      const { shards } = config.discord ?? {};
      ok(shards === undefined || shards === 'auto' || shards.ids.every((id) => id < shards.count));
    } catch (error) {
      ok(error instanceof VerbatimError && error.code === 'config', String(error));
      ok(!error.message.includes(SECRET) && !error.remedy.includes(SECRET), 'a secret is told');
      for (const line of error.message.split('\n').slice(1))
        ok(/^ {2}[A-Z_]+ (?:is|holds) \S/.test(line), line);
    }
  },
);
