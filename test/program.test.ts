import { once } from 'node:events';
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { BUNDLED } from '../src/config.js';
import { EXIT } from '../src/errors.js';
import { indexHere } from './bundled-embedder.js';
import { documentsFolder, putFiles } from './documents-folder.js';
import { HARBOUR } from './harbour.js';
import { FIRST_VECTORS } from './index/workshop.js';
import { type Ended, type Entry, run, start } from './program.js';
import { temporaryFolder } from './temporary-folder.js';

const SEEDS = fileURLToPath(new URL('../seeds', import.meta.url));
const QUESTION = 'Who led the Ukrainian delegation?';
const QUOTE = 'The Ukrainian delegation was led by Andriy Yermak';
const SOURCE = '003_3f8bd06092f78211.txt';

/** White space folded, as a person reads lines that were wrapped; the bar of a quote goes too. */
const read = (text: string) => text.replace(/[\s│]+/g, ' ');

/** Holds the index of the real seeds, built by the first start; copied before it is damaged. */
let embeddings: string;
/** Folder of what was current after that. */
let generation: string;
let cwd: string;
let first: Ended;
let second: Ended;

const env = (change: Record<string, string> = {}) => ({
  SEEDS_DIR: SEEDS,
  EMBEDDINGS_DIR: embeddings,
  ...change,
});

beforeAll(async () => {
  cwd = await temporaryFolder();
  embeddings = await temporaryFolder();
  first = await run('main', { args: [QUESTION], env: env({ FORCE_COLOR: '1' }), cwd });
  generation = await currentFolder(embeddings);
  const withToken = env({ DISCORD_TOKEN: 'a.b.c', DISCORD_API_URL: 'http://127.0.0.1:1' });
  second = await run('main', { args: QUESTION.split(' '), env: withToken, cwd });
}, 60_000);

async function copyOfIndex(): Promise<string> {
  const copy = await temporaryFolder();
  await cp(embeddings, copy, { recursive: true });
  return copy;
}

async function currentFolder(embeddingsDir: string): Promise<string> {
  const index = join(embeddingsDir, 'index');
  return join(index, JSON.parse(await readFile(join(index, 'CURRENT'), 'utf8')).generation);
}

/** What a person is told: no stack trace, no noise of a library. */
function expectPlainFault(ended: Ended, code: number): void {
  expect(ended.stderr).not.toMatch(/^\s+at |defect of the program|node:internal/m);
  expect(ended.stderr.trim()).not.toBe('');
  expect(ended.stdout).toBe('');
  expect([ended.code, ended.signal]).toEqual([code, null]);
}

describe.concurrent('the program with the documents that come with it', () => {
  test('builds the index at the first start and answers with the quote', () => {
    expect(first.code).toBe(EXIT.ok);
    expect(read(first.stdout)).toContain(QUOTE);
    expect(first.stdout).toContain(SOURCE);
    expect(first.stderr).toMatch(/^Indexed \d+ passages/);
  });

  test('builds nothing at the second start and says nothing but the answer', async () => {
    expect(second.code).toBe(EXIT.ok);
    expect(second.stderr).toBe('');
    expect(await currentFolder(embeddings)).toBe(generation);
  });

  test('neither colours nor shows progress where there is no terminal, even if asked to', () => {
    expect(first.stdout + first.stderr).not.toContain('\u001b');
  });

  test('takes the words of a question as arguments, with or without quotation marks', () => {
    expect(read(second.stdout)).toContain(QUOTE);
  });

  test('answers a question on the command line without Discord, token or not', () => {
    expect(read(first.stdout)).toContain(QUOTE);
    expect(read(second.stdout)).toContain(QUOTE);
  });

  test('answers each line of standard input when that is no terminal', async () => {
    const input = `${QUESTION}\r\n\n:sources\nWho led the US delegation?\n:quit\nnever asked\n`;
    const { code, stdout, stderr } = await run('main', { env: env(), cwd, input });
    expect([code, stderr]).toEqual([EXIT.ok, '']);
    expect(stdout.split('\n').filter((line) => line.startsWith('? '))).toEqual([
      `? ${QUESTION}`,
      '? :sources',
      '? Who led the US delegation?',
    ]);
    expect(read(stdout)).toContain(QUOTE);
  });

  test('speaks JSON Lines: one line for each, in order, and goes on after a bad one', async () => {
    const input = `{"id":"a","question":"${QUESTION}"}\n\nnot JSON\n{"id":"b","question":""}\n{"id":"c","question":"hi"}\n`;
    const { code, stdout, stderr } = await run('ask', {
      args: ['--jsonl'],
      env: env({ DISCORD_TOKEN: 'a.b.c' }),
      cwd,
      input,
    });
    expect([code, stderr]).toEqual([EXIT.ok, '']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(['a', null, null, 'b', 'c']);
    const { source, quote } = lines[0].citations[0];
    const text = await readFile(join(SEEDS, source), 'utf8');
    expect(text.slice(quote.start, quote.end)).toBe(quote.text);
    expect(read(quote.text)).toContain(QUOTE);
  });

  test('flushes each JSON line, and ends quietly when the reader has seen enough', async () => {
    const { child, printed, ended } = start('ask', { args: ['--jsonl'], env: env(), cwd });
    const line = (id: string) => `{"id":"${id}","question":"${QUESTION}"}\n`;
    // So that another program can take turns with it.
    for (const id of ['first', 'second']) {
      child.stdin.write(line(id));
      await printed(`{"id":"${id}"`);
    }
    child.stdout.destroy();
    child.stdin.end(line('third').repeat(500));
    expect(await ended).toMatchObject({ code: EXIT.ok, stderr: '' });
  });

  test('ends quietly when the reader of answers for people has seen enough', async () => {
    const { child, printed, ended } = start('ask', { env: env(), cwd });
    child.stdin.write(`${QUESTION}\n`);
    await printed(SOURCE);
    child.stdout.destroy();
    child.stdin.end(`${QUESTION}\n`.repeat(500));
    expect(await ended).toMatchObject({ code: EXIT.ok, stderr: '' });
  });

  test('answers a piped question before the next one comes, and ends at SIGINT while it waits', async () => {
    const { child, printed, ended } = start('main', { env: env(), cwd });
    child.stdin.write(`${QUESTION}\n`);
    await printed(SOURCE);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ signal: 'SIGINT', stderr: '' });
  });

  test('explains an answer on demand, and each of the piped ones', async () => {
    const args = ['--explain'];
    const once = await run('ask', { args: [...args, QUESTION], env: env(), cwd });
    expect(read(once.stdout)).toMatch(
      /Very likely the answer.*Looked up.*cited in \[1\].*Confidence/,
    );
    const piped = await run('ask', { args, env: env(), cwd, input: `${QUESTION}\nhello\n` });
    expect([once.code, piped.code, piped.stderr]).toEqual([EXIT.ok, EXIT.ok, '']);
    expect(piped.stdout.match(/^ {2}Confidence/gm)).toHaveLength(1);
    expect(piped.stdout).toContain('asks the documents nothing');
  });

  test('reads a .env where it is started; the environment goes before it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.env'), `SEEDS_DIR=${SEEDS}\nEMBEDDINGS_DIR=/nowhere/at/all\n`);
    const only = { EMBEDDINGS_DIR: embeddings };
    const ended = await run('main', { args: [QUESTION], env: only, cwd: folder });
    expect(read(ended.stdout)).toContain(QUOTE);
    expect(ended.stderr).toBe('');
  });
});

describe.concurrent('an index that is damaged', () => {
  const damages: [string, (folder: string) => Promise<unknown>][] = [
    ['whose vectors were cut', (folder) => truncate(join(folder, FIRST_VECTORS), 1_000)],
    ['whose folder is gone', (folder) => rm(folder, { recursive: true })],
  ];

  test.each(damages)('%s is built anew with a message', async (_, damage) => {
    const copy = await copyOfIndex();
    await damage(await currentFolder(copy));
    const ended = await run('main', {
      args: [QUESTION],
      env: env({ EMBEDDINGS_DIR: copy }),
      cwd,
    });
    expect(ended.code).toBe(EXIT.ok);
    expect(ended.stderr).toContain('built anew: it was damaged');
    expect(read(ended.stdout)).toContain(QUOTE);
  });

  test('whose pointer is nonsense is taken as it is, with a message', async () => {
    const copy = await copyOfIndex();
    await writeFile(join(await currentFolder(copy), '../CURRENT'), '{"a":');
    const moved = env({ EMBEDDINGS_DIR: copy });
    const ended = await run('main', { args: [QUESTION], env: moved, cwd });
    expect(ended.code).toBe(EXIT.ok);
    expect(ended.stderr).toContain('The index was damaged: CURRENT is not what was written.');
    expect(ended.stderr).not.toContain('Indexed');
    expect(read(ended.stdout)).toContain(QUOTE);
  });
});

describe.concurrent('a folder of documents', () => {
  test.each<[string, Entry, (folder: string) => Promise<string>]>([
    ['is empty', 'main', async (folder) => folder],
    ['is not there', 'ask', async (folder) => join(folder, 'nowhere')],
    [
      'holds nothing that can be read as text',
      'reindex',
      async (folder) => {
        const name = 'a\u001b]0;picture\u0007.txt';
        await writeFile(join(folder, name), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
        return folder;
      },
    ],
  ])('that %s is an error that says what to do', async (_, entry, prepare) => {
    const folder = await prepare(await temporaryFolder());
    const empty = { SEEDS_DIR: folder, EMBEDDINGS_DIR: await temporaryFolder() };
    const ended = await run(entry, { env: empty, cwd });
    expectPlainFault(ended, EXIT.noInput);
    expect(ended.stderr).toContain(folder);
    expect(ended.stderr).toContain('SEEDS_DIR');
    // Nothing is done to a terminal by the name of a file, which is shown nevertheless.
    for (const control of ['\u001b', '\u0007']) expect(ended.stderr).not.toContain(control);
    expect(ended.stderr.includes('picture')).toBe(entry === 'reindex');
  });

  test('that was emptied after it was indexed takes nothing away, and there is a warning', async () => {
    const folder = await documentsFolder(HARBOUR);
    const emptied = { SEEDS_DIR: folder, EMBEDDINGS_DIR: await temporaryFolder() };
    await indexHere(folder, emptied.EMBEDDINGS_DIR);
    for (const name of Object.keys(HARBOUR)) await rm(join(folder, name));
    const asked = await run('main', { args: ['Who sells rye bread?'], env: emptied, cwd });
    expect(asked.code).toBe(EXIT.ok);
    expect(asked.stdout).toContain('bakery.md');
    expect(asked.stderr).toContain('Answering from the index as it was');
    expect(asked.stderr).toContain(folder);
    const indexed = await run('reindex', { env: emptied, cwd });
    expectPlainFault(indexed, EXIT.noInput);
  });

  test('that is not the indexed one and is empty is no reason to answer from the other', async () => {
    const folder = await temporaryFolder();
    const other = { SEEDS_DIR: folder, EMBEDDINGS_DIR: await copyOfIndex() };
    const ended = await run('main', { args: [QUESTION], env: other, cwd });
    expectPlainFault(ended, EXIT.noInput);
    expect(ended.stderr).toContain(folder);
  });

  test('is brought up to date by the indexer, which says what changed', async () => {
    const question = 'Who is the captain of the ferry?';
    const folder = await documentsFolder({ ...HARBOUR, 'questions.yaml': `- ${question}\n- {}\n` });
    const mine = { SEEDS_DIR: folder, EMBEDDINGS_DIR: await temporaryFolder() };
    const index = async (...args: string[]) => {
      const ended = await run('reindex', { args, env: mine, cwd });
      expect([ended.code, ended.stderr]).toEqual([EXIT.ok, '']);
      return ended.stdout;
    };
    const built = await index();
    expect(built).toMatch(/^Indexed \d+ passages .* 4 added\.\n/);
    expect(built).toContain('questions.yaml: Entry 2 is ignored');
    expect(built).not.toContain('otherwise');
    expect(await index()).toMatch(/^The index is up to date: \d+ passages, 4 unchanged\.\n/);

    await putFiles(folder, {
      'new.txt': 'A lighthouse stands on the northern cape.',
      'ferry.txt': HARBOUR['ferry.txt']?.replace('Ilse Maran', 'Otto Lind') ?? '',
    });
    await rm(join(folder, 'bakery.md'));
    const changed = await index();
    expect(changed).toContain('1 added, 1 updated, 1 removed, 2 unchanged');
    expect(changed).toContain('  added new.txt\n  updated ferry.txt\n  removed bakery.md\n');
    const moved = read(changed);
    expect(moved).toContain('1 of the questions in questions.yaml is answered otherwise now:');
    expect(moved).toMatch(
      new RegExp(`\\? ${question.slice(0, -1)}\\? “.*Ilse Maran.*” .* → “.*Otto Lind`),
    );

    const before = await currentFolder(mine.EMBEDDINGS_DIR);
    const anew = await index('--full');
    expect(anew).toMatch(/^Indexed (\d+) passages in .* \(\1 embedded, 0 reused\): 4 unchanged\./);
    expect(anew).toContain('It was built anew: it was asked for.');
    expect(await currentFolder(mine.EMBEDDINGS_DIR)).not.toBe(before);
  });

  test('with a file that cannot be used is answered from, and the file is named', async () => {
    const bad = Buffer.from([0x41, 0xff, 0xfe]);
    const folder = await documentsFolder({ ...HARBOUR, 'bad.txt': bad });
    const mine = { SEEDS_DIR: folder, EMBEDDINGS_DIR: await temporaryFolder() };
    for (const start of ['first', 'second']) {
      const ended = await run('main', { args: ['Who is the captain?'], env: mine, cwd });
      expect(ended.stdout, start).toContain('Ilse Maran');
      expect(ended.stderr, start).toContain('bad.txt');
    }
  });
});

describe.concurrent('what a person got wrong', () => {
  test('in the configuration is told all at once, without the token', async () => {
    const token = 'secret.of the.bot';
    const wrong = env({
      DISCORD_TOKEN: token,
      LOG_LEVEL: 'loud',
      MAX_DOCUMENT_BYTES: 'many',
      EMBEDDING_HUB_URL: 'ftp://x',
    });
    const ended = await run('main', { env: wrong, cwd });
    expectPlainFault(ended, EXIT.config);
    for (const name of ['DISCORD_TOKEN', 'LOG_LEVEL', 'MAX_DOCUMENT_BYTES', 'EMBEDDING_HUB_URL'])
      expect(ended.stderr).toContain(name);
    expect(ended.stderr).not.toMatch(/secret|of the/);
  });

  test.each([
    ['main', '--help-me'],
    ['ask', '-x'],
    ['reindex', 'surplus'],
  ] as const)('in the arguments of %s (%s) is told plainly', async (entry, argument) => {
    const ended = await run(entry, { args: [argument], env: env(), cwd });
    expectPlainFault(ended, EXIT.usage);
    expect(ended.stderr).toContain(argument);
  });

  test.each(['--ablation', '--grouped'])(
    'in what --record is to keep (%s) is told before anything is measured',
    async (other) => {
      const ended = await run('eval', { args: ['--record', other], env: env(), cwd });
      expectPlainFault(ended, EXIT.usage);
      expect(ended.stderr).toContain('--record keeps the figures of one set');
    },
  );

  test('in the model is told with its folder', async () => {
    const ended = await run('main', { env: env({ EMBEDDING_MODEL: cwd }), cwd });
    expectPlainFault(ended, EXIT.noInput);
    expect(ended.stderr).toContain(cwd);
  });

  test('in a question is told in the place of the answer', async () => {
    const ended = await run('main', { args: ['x'.repeat(2_001)], env: env(), cwd });
    expect(read(ended.stdout)).toContain('2001 characters');
    expect(ended.stderr).toBe('');
  });
});

describe.concurrent('a model hub', () => {
  test('that cannot be reached is told plainly and at once', async () => {
    const unreachable = env({
      EMBEDDING_MODEL: 'owner/model',
      EMBEDDING_HUB_URL: `http://127.0.0.1:${await closedPort()}`,
    });
    const ended = await run('main', { args: [QUESTION], env: unreachable, cwd });
    expectPlainFault(ended, EXIT.unavailable);
    expect(ended.stderr).toContain('owner/model');
    expect(ended.stderr).toContain('ECONNREFUSED');
  });

  test('that never answers is given up after the time that was set', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      const ended = await run('main', {
        args: [QUESTION],
        env: env({
          EMBEDDING_MODEL: 'owner/model',
          EMBEDDING_HUB_URL: `http://127.0.0.1:${port}`,
          EMBEDDING_HUB_TIMEOUT_S: '1',
        }),
        cwd,
      });
      expectPlainFault(ended, EXIT.unavailable);
      expect(ended.stderr).toContain('no answer for 1 s');
    } finally {
      silent.close();
    }
  });
});

test('the index folder holds nothing but the current generation, its pointer and the lock', async () => {
  const { generation } = JSON.parse(await readFile(join(embeddings, 'index/CURRENT'), 'utf8'));
  expect((await readdir(join(embeddings, 'index'))).sort()).toEqual(
    [generation, 'CURRENT', 'lock.sqlite'].sort(),
  );
});

test('four programs that start at once on no index build it once and all answer', async () => {
  const together = { SEEDS_DIR: SEEDS, EMBEDDINGS_DIR: await temporaryFolder() };
  const starts = Array.from({ length: 4 }, () =>
    run('main', { args: [QUESTION], env: together, cwd }),
  );
  const ended = await Promise.all(starts);
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  for (const { stdout } of ended) expect(read(stdout)).toContain(QUOTE);
  expect(ended.filter(({ stderr }) => stderr.startsWith('Indexed'))).toHaveLength(1);
});

test('an index that cannot be written goes on answering as it was, and the indexer fails', async () => {
  const folder = await documentsFolder(HARBOUR);
  const stuck = { SEEDS_DIR: folder, EMBEDDINGS_DIR: await temporaryFolder() };
  await indexHere(folder, stuck.EMBEDDINGS_DIR);
  const lock = join(stuck.EMBEDDINGS_DIR, 'index/lock.sqlite');
  await rm(lock);
  await mkdir(lock);
  await putFiles(folder, { 'new.txt': 'A lighthouse stands on the northern cape.' });
  const asked = await run('main', { args: ['Who sells rye bread?'], env: stuck, cwd });
  expect(asked.code).toBe(EXIT.ok);
  expect(asked.stdout).toContain('bakery.md');
  expect(asked.stderr).toMatch(/cannot be written[\s\S]*Answering from the index as it was/);
  expectPlainFault(await run('reindex', { env: stuck, cwd }), EXIT.failure);

  // With another model, question and passages would be compared in different spaces.
  const model = await temporaryFolder();
  await cp(BUNDLED.model, model, { recursive: true });
  await appendFile(join(model, 'config.json'), '\n');
  const other = { ...stuck, EMBEDDING_MODEL: model };
  const refused = await run('main', { args: ['Who sells rye bread?'], env: other, cwd });
  expectPlainFault(refused, EXIT.failure);
});

test('a bot that is told to stop while it builds its index stops, and nothing is current', async () => {
  const words = Array.from({ length: 40_000 }, (_, i) => `Word${i} stands here.`).join(' ');
  const index = join(await temporaryFolder(), 'index');
  const bot = start('main', {
    env: {
      SEEDS_DIR: await documentsFolder({ 'long.txt': words, 'more.txt': `${words} More.` }),
      EMBEDDINGS_DIR: join(index, '..'),
      DISCORD_TOKEN: 'a-token',
      DISCORD_API_URL: 'http://127.0.0.1:1/api',
    },
    cwd,
  });
  const building = async () =>
    (await readdir(index).catch(() => [])).some((name) => name.startsWith('building-'));
  while (!(await building())) await setTimeout(20);
  bot.child.kill('SIGTERM');
  const ended = await bot.ended;
  expect([ended.code, ended.signal]).toEqual([EXIT.ok, null]);
  expect(await readdir(index)).not.toContain('CURRENT');
});

test.each([QUESTION, '--explain'])('“%s” beside --jsonl is refused', async (argument) => {
  const ended = await run('ask', { args: ['--jsonl', argument], env: env(), cwd });
  expectPlainFault(ended, EXIT.usage);
  expect(ended.stderr).toContain('--jsonl');
});

test('a .env that cannot be read is told of instead of being passed over', async () => {
  const odd = await temporaryFolder();
  await mkdir(join(odd, '.env'));
  expectPlainFault(await run('ask', { args: [QUESTION], env: env(), cwd: odd }), EXIT.config);
});

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
