import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FakeDiscord } from '../test/fake-discord/fake-discord.js';
import type { ChannelState } from '../test/fake-discord/places.js';
import { EDITIONS, questionAbout, writeEdition } from './discord-documents.js';
import { faultsOf, type Measured, reportOf } from './discord-report.js';
import { acknowledgeAll, addChannels, askAll, type Round, registerAsk } from './discord-round.js';

/**
 * 200 members ask at once while everything is indexed anew: are all acknowledged within Discord's
 * three seconds, and all answered, each from one generation of the index, and from the new one
 * once it is there? The program runs as a process of its own, and Discord is the loopback of the
 * tests; a client that does nothing but acknowledge the same questions gives the floor. Ends with
 * status 1 when the answer is no.
 */

const ROUNDS = 3;
const QUESTIONS = 200;
/** Questions at once until the re-index is over. */
const WAVE = 8;
const START_MS = 120_000;

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true, strict: true });
  const from = resolve(positionals[0] ?? 'seeds');
  const root = await mkdtemp(join(tmpdir(), 'verbatim-bench-'));
  const seeds = join(root, 'seeds');
  const discord = await FakeDiscord.start({ validate: false });
  const places = addChannels(discord);
  let stop = () => Promise.resolve();
  try {
    const documents = await writeEdition(from, seeds, EDITIONS[0]);
    stop = start('dist/main.js', discord, {
      ...{ SEEDS_DIR: seeds, EMBEDDINGS_DIR: join(root, 'embeddings') },
      ...{ DATA_DIR: join(root, 'data'), LOG_LEVEL: 'error' },
      CHANNEL_QUESTIONS_PER_MINUTE: '100000',
    });
    const { commands } = discord.world;
    const registered = () => (commands.global.length > 0 ? true : undefined);
    await discord.changes.until('the bot', registered, START_MS);
    const questions = Array.from({ length: QUESTIONS }, (_, n) =>
      questionAbout(1 + (n % documents)),
    );
    const rounds: Measured[] = [];
    // The first round warms the compiler: its times do not count, its faults do.
    for (const edition of EDITIONS.slice(1, ROUNDS + 2)) {
      await writeEdition(from, seeds, edition);
      const asked = await askDuringReindex(discord, places, questions);
      rounds.push({ ...asked, edition, floor: await floorOf(commands.global, questions) });
    }
    const faults = rounds.flatMap(faultsOf);
    const title = `${QUESTIONS} questions at once, ${documents} documents, a full re-index meanwhile`;
    const verdict = faults.length === 0 ? 'no faults' : faults.join('\n');
    process.stdout.write(`${reportOf(title, rounds.slice(1))}\n${verdict}\n`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await stop();
    await discord.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function askDuringReindex(
  discord: FakeDiscord,
  places: readonly ChannelState[],
  questions: readonly string[],
): Promise<Omit<Measured, 'edition' | 'floor'>> {
  const began = performance.now();
  const run = discord.dispatchCommand('reindex', { full: true }, { by: discord.world.admin });
  await run.acknowledged();
  const told = () => run.message?.embeds[0]?.description;
  const reindex = discord.changes.until('the re-index', told, START_MS).then((said) => {
    const endedAt = performance.now();
    return { tookMs: endedAt - began, endedAt, said };
  });
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  reindex.then(over, over);
  const asked = await askAll(discord, places, questions);
  // Some more, so that there are answers from before, during and after the change.
  const few = questions.slice(0, WAVE);
  const around: Round[] = [];
  while (!isOver) around.push(await askAll(discord, places, few));
  return { asked, around, reindex: await reindex, last: await askAll(discord, places, few) };
}

async function floorOf(
  commands: FakeDiscord['world']['commands']['global'],
  questions: readonly string[],
): Promise<number[]> {
  const discord = await FakeDiscord.start({ validate: false });
  const places = addChannels(discord);
  registerAsk(discord, commands);
  const stop = start('bench/dist/bench/deferring.js', discord, {});
  try {
    const connected = () => (discord.gateway.connected ? true : undefined);
    await discord.changes.until('the bare client', connected, START_MS);
    // As for the bot, the first time is not counted.
    await acknowledgeAll(discord, places, questions);
    return await acknowledgeAll(discord, places, questions);
  } finally {
    await stop();
    await discord.close();
  }
}

function start(
  file: string,
  { apiUrl, token }: FakeDiscord,
  more: Readonly<Record<string, string>>,
): () => Promise<void> {
  const env = { PATH: process.env.PATH, DISCORD_API_URL: apiUrl, DISCORD_TOKEN: token, ...more };
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'close');
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

await main();
