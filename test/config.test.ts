import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { BUNDLED, ENVIRONMENT, readConfig } from '../src/config.js';
import { VerbatimError } from '../src/errors.js';

const EXAMPLE = new URL('../.env.example', import.meta.url);
const SECRET = 'MTIzNDU2Nzg5.secret.t0ken';

/** The fault that a configuration ends with. */
function faultOf(environment: Record<string, string>): VerbatimError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof VerbatimError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('.env.example', () => {
  test('names exactly the variables that the program reads', async () => {
    const example = parse(await readFile(EXAMPLE));
    expect(Object.keys(example).sort()).toEqual(Object.keys(ENVIRONMENT).sort());
  });

  test('leaves every variable empty, so that a copy of it changes nothing', async () => {
    expect(readConfig(parse(await readFile(EXAMPLE)))).toEqual(readConfig({}));
  });

  test('explains every variable in a comment that ends with its default', async () => {
    const paragraphs = (await readFile(EXAMPLE, 'utf8')).split(/\n\s*\n/);
    const variables = paragraphs.filter((paragraph) => /^[A-Z_]+=/m.test(paragraph));
    for (const paragraph of variables) {
      expect(paragraph, paragraph).toMatch(/^# .{20}/m);
      expect(paragraph, paragraph).toMatch(/Default:/);
    }
    const explained = variables.flatMap((paragraph) => paragraph.match(/^[A-Z_]+(?==)/gm) ?? []);
    expect(explained.sort()).toEqual(Object.keys(ENVIRONMENT).sort());
  });
});

describe('the configuration', () => {
  test('is complete without any variable, and a terminal chat on the bundled model', () => {
    const config = readConfig({});
    expect(config.discord).toBeUndefined();
    expect(config.embeddingModel).toBe(BUNDLED.model);
    expect(config.embeddingHubTimeoutMs).toBe(30_000);
    expect(config.maxDocumentBytes).toBe(5_000_000);
    expect(config.logLevel).toBe('info');
    expect(config.records).toMatchObject({ storeQuestions: false, retentionDays: 90 });
    const { seedsDir, embeddingsDir, embeddingModel, records } = config;
    for (const path of [seedsDir, embeddingsDir, embeddingModel, records.folder]) {
      expect(isAbsolute(path), path).toBe(true);
    }
  });

  test('takes an empty or blank variable for one that is not set', () => {
    const empty = Object.fromEntries(Object.keys(ENVIRONMENT).map((name) => [name, '']));
    const blank = Object.fromEntries(Object.keys(ENVIRONMENT).map((name) => [name, ' \t']));
    expect(readConfig(empty)).toEqual(readConfig({}));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  test('leaves variables alone that are not its own', () => {
    expect(readConfig({ PATH: '/bin', SEEDS: 'x' })).toEqual(readConfig({}));
  });

  test('reads a path from the folder the program was started in', () => {
    const config = readConfig({ SEEDS_DIR: 'texts', EMBEDDINGS_DIR: '/var/lib/verbatim' });
    expect(config.seedsDir).toBe(resolve('texts'));
    expect(config.embeddingsDir).toBe('/var/lib/verbatim');
  });

  test.each([
    ['Xenova/all-MiniLM-L6-v2', 'Xenova/all-MiniLM-L6-v2'],
    ['./Xenova/model', resolve('Xenova/model')],
    ['/models/mine', '/models/mine'],
    ['models', resolve('models')],
    ['a/b/c', resolve('a/b/c')],
  ])('takes the model %s for a hub id only when it has the form of one', (given, expected) => {
    expect(readConfig({ EMBEDDING_MODEL: given }).embeddingModel).toBe(expected);
  });

  test('stores questions only when it is told to', () => {
    const { records } = readConfig({
      DATA_DIR: 'kept',
      STORE_QUESTIONS: 'true',
      RETENTION_DAYS: '3650',
    });
    expect(records).toEqual({
      folder: resolve('kept'),
      storeQuestions: true,
      retentionDays: 3650,
    });
    expect(readConfig({ STORE_QUESTIONS: 'false' }).records.storeQuestions).toBe(false);
  });

  test('is a Discord bot as soon as there is a token', () => {
    expect(readConfig({ DISCORD_TOKEN: ` ${SECRET}\n` }).discord).toEqual({
      token: SECRET,
      apiUrl: 'https://discord.com/api',
      adminRoleIds: [],
      adminUserIds: [],
      answerInThread: false,
      shards: { ids: [0], count: 1 },
      userQuestionsPerMinute: 30,
      channelQuestionsPerMinute: 300,
      queueLimit: 1_000,
      logQuestions: false,
    });
  });

  test.each([
    ['100000000000000001', ['100000000000000001']],
    ['settings', []],
  ])('answers without a mention in the channels %s', (ASK_CHANNEL_IDS, expected) => {
    const { discord } = readConfig({ DISCORD_TOKEN: SECRET, ASK_CHANNEL_IDS });
    expect(discord?.askChannelIds).toEqual(expected);
  });

  test.each([
    ['auto', 'auto'],
    ['0-3/16', { ids: [0, 1, 2, 3], count: 16 }],
    ['2/3', { ids: [2], count: 3 }],
  ])('serves the shards %s', (SHARDS, expected) => {
    expect(readConfig({ DISCORD_TOKEN: SECRET, SHARDS }).discord?.shards).toEqual(expected);
  });

  test.each(['4', '3-0/16', '0-16/16', '0-3/', 'all', '-1/2', '0/0'])(
    'refuses the shards %s',
    (SHARDS) => {
      expect(faultOf({ SHARDS }).message).toContain('SHARDS');
    },
  );

  test('reads lists of ids separated by commas or white space', () => {
    const { discord } = readConfig({
      DISCORD_TOKEN: SECRET,
      DISCORD_GUILD_ID: '100000000000000001',
      ADMIN_ROLE_IDS: '100000000000000002, 100000000000000003',
      ADMIN_USER_IDS: '100000000000000004 ,,100000000000000005\n',
    });
    expect(discord).toMatchObject({
      guildId: '100000000000000001',
      adminRoleIds: ['100000000000000002', '100000000000000003'],
      adminUserIds: ['100000000000000004', '100000000000000005'],
    });
  });

  test.each([
    'https://proxy.example/api',
    'https://proxy.example/api/',
    'https://proxy.example/api/v10',
    'https://proxy.example/api/v10/',
  ])('takes %s for the base of the API, to which discord.js adds the version', (url) => {
    const config = readConfig({ DISCORD_TOKEN: SECRET, DISCORD_API_URL: url });
    expect(config.discord?.apiUrl).toBe('https://proxy.example/api');
  });
});

describe('a wrong configuration', () => {
  const WRONG = {
    DISCORD_TOKEN: `Bot ${SECRET}`,
    DISCORD_API_URL: 'discord.example',
    DISCORD_GUILD_ID: 'my-guild',
    ADMIN_ROLE_IDS: '100000000000000002, moderators, helpers',
    ADMIN_USER_IDS: '42',
    EMBEDDING_HUB_URL: 'ftp://hub.example',
    EMBEDDING_HUB_TIMEOUT_S: '0',
    MAX_DOCUMENT_BYTES: '5 MB',
    STORE_QUESTIONS: 'sometimes',
    RETENTION_DAYS: '3651',
    LOG_LEVEL: 'loud',
  };

  test('has all its faults told at once, one line each', () => {
    const { message } = faultOf(WRONG);
    const lines = message.split('\n').slice(1);
    expect(lines.map((line) => line.trim().split(' ')[0]).sort()).toEqual(
      Object.keys(WRONG).sort(),
    );
    expect(message).toContain(`${Object.keys(WRONG).length} faults`);
  });

  test('ends with the exit code for configuration and says where to mend it', () => {
    const fault = faultOf({ LOG_LEVEL: 'loud' });
    expect(fault).toMatchObject({ code: 'config', exitCode: 78 });
    expect(fault.remedy).toContain('.env.example');
    expect(fault.message).toContain('has a fault:');
  });

  test('never repeats a value, the token above all', () => {
    const { message, remedy, cause } = faultOf(WRONG);
    for (const value of [...Object.values(WRONG), SECRET, 'moderators', 'loud', '5 MB']) {
      if (value.length < 3) continue;
      expect(message).not.toContain(value);
      expect(remedy).not.toContain(value);
    }
    expect(cause).toBeUndefined();
  });

  test.each([
    ['DISCORD_TOKEN', 'a b', 'holds white space; give the token alone'],
    ['DISCORD_GUILD_ID', '123', 'is not a Discord id (17 to 20 digits)'],
    ['DISCORD_API_URL', 'https://', 'is not an http(s) URL'],
    ['EMBEDDING_HUB_URL', 'file:///etc', 'is not an http(s) URL'],
    ['EMBEDDING_HUB_TIMEOUT_S', '3601', 'is outside 1…3600'],
    ['EMBEDDING_HUB_TIMEOUT_S', '1.5', 'is not a whole number'],
    ['MAX_DOCUMENT_BYTES', '999', 'is outside 1000…100000000'],
    ['MAX_DOCUMENT_BYTES', '-5', 'is not a whole number'],
    ['STORE_QUESTIONS', 'yes', 'is neither true nor false'],
    ['RETENTION_DAYS', '0', 'is outside 1…3650'],
    ['LOG_LEVEL', 'INFO', 'is none of fatal, error, warn, info, debug, trace, silent'],
  ])('says in plain words what is wrong with %s=%s', (name, value, words) => {
    expect(faultOf({ [name]: value }).message).toContain(`  ${name} ${words}`);
  });
});

test('what comes with the program lies inside it', () => {
  expect(BUNDLED.model).toBe(join(resolve(import.meta.dirname, '..'), 'embeddings/model'));
});
