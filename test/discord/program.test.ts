import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FakeDiscord } from '../fake-discord/fake-discord.js';
import { start } from '../program.js';
import { documentFolder, type Folder } from './support/documents.js';
import { unmarked } from './support/messages.js';

/** Part of util-linux; not on every system. */
const TERMINAL = '/usr/bin/script';
/** A busy machine takes its time to start a program; it is the test that must not give up first. */
const PATIENCE_MS = 40_000;
const QUESTION = 'who led the expedition to the glacier?';

describe('the built program', () => {
  let folder: Folder;
  let discord: FakeDiscord;
  const run = (token: string, more: Readonly<Record<string, string>> = {}) =>
    start('main', {
      cwd: folder.seeds,
      env: {
        SEEDS_DIR: folder.seeds,
        EMBEDDINGS_DIR: folder.embeddings,
        DATA_DIR: folder.data,
        DISCORD_API_URL: discord.apiUrl,
        DISCORD_TOKEN: token,
        ...more,
      },
    });

  beforeAll(async () => {
    folder = await documentFolder();
    discord = await FakeDiscord.start();
  });
  afterAll(async () => {
    await discord?.close();
    await folder?.dispose();
  });

  it('with a token is a bot that answers, and SIGTERM ends it with status 0', async () => {
    const { child, ended } = run(discord.token);
    const registered = () => (discord.world.commands.global.length > 0 ? true : undefined);
    await discord.changes.until('the commands', registered, PATIENCE_MS);
    discord.dispatchMessage(`<@${discord.world.bot.id}> who led the expedition to the glacier?`);
    expect(unmarked(await discord.waitForMessage())).toContain('Professor Ada Lindqvist');
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(discord.token);
    expect(discord.bodies.faults).toEqual([]);
  }, 60_000);

  /** Starts the bot and asks; what it then wrote, as the lines of its log. */
  async function logOf(environment: Readonly<Record<string, string>>) {
    const identifies = discord.gateway.identifies;
    const { child, ended } = run(discord.token, { LOG_LEVEL: 'debug', ...environment });
    const ready = () => (discord.gateway.identifies > identifies ? true : undefined);
    await discord.changes.until('the bot', ready, PATIENCE_MS);
    const before = discord.messagesOfBot().length;
    discord.dispatchRaw('MESSAGE_CREATE', null);
    discord.dispatchMessage(`<@${discord.world.bot.id}> ${QUESTION}`);
    await discord.waitForMessage(discord.world.channel, before + 1);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain(discord.token);
    const lines = stderr.trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('survives an event that makes no sense, and logs each answer without what was asked', async () => {
    const lines = await logOf({});
    expect(lines.filter(({ level }) => Number(level) >= 40)).toMatchObject([
      { level: 50, type: 'TypeError', msg: 'an event of Discord’s could not be handled' },
    ]);
    expect(lines.filter(({ msg }) => msg === 'question answered')).toMatchObject([
      {
        level: 20,
        guild: discord.world.guildId,
        channel: discord.world.channel.id,
        kind: 'quoted',
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('glacier');
  }, 60_000);

  it('logs the questions when that is asked for', async () => {
    const lines = await logOf({ LOG_QUESTIONS: 'true' });
    const answered = lines.filter(({ msg }) => msg === 'question answered');
    expect(answered).toMatchObject([{ level: 30, question: QUESTION, kind: 'quoted' }]);
    expect(answered[0]?.confidence).toBeGreaterThan(0);
  }, 60_000);

  it('with a wrong token says what to do, without a stack trace or the token', async () => {
    const { code, stderr } = await run('a.wrong.token').ended;
    expect(code).toBe(78);
    expect(stderr).toContain('Reset Token');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain('a.wrong.token');
  }, 60_000);

  it.skipIf(!existsSync(TERMINAL))(
    'logs in lines for people where it has a terminal, and never its token',
    async () => {
      const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
      const identifies = discord.gateway.identifies;
      // `script` gives a program a terminal; -e ends as the program does.
      const child = spawn(TERMINAL, ['-qefc', `"${process.execPath}" "${main}"`, '/dev/null'], {
        cwd: folder.seeds,
        env: {
          PATH: process.env.PATH ?? '',
          SEEDS_DIR: folder.seeds,
          EMBEDDINGS_DIR: folder.embeddings,
          DATA_DIR: folder.data,
          DISCORD_API_URL: discord.apiUrl,
          DISCORD_TOKEN: discord.token,
        },
      });
      let written = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        written += text;
        discord.changes.notify();
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      const isReady = () => (/ready on Discord/.test(written) ? true : undefined);
      await discord.changes.until('a line that says so', isReady, PATIENCE_MS);
      expect(discord.gateway.identifies).toBeGreaterThan(identifies);
      expect(written).toMatch(/INFO.*ready on Discord/);
      expect(written).not.toContain('{"level"');
      expect(written).not.toContain(discord.token);
      child.kill('SIGTERM');
      await once(child, 'close');
    },
    60_000,
  );
});
