import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeDiscord } from '../fake-discord/fake-discord.js';
import { start } from '../program.js';
import { documentFolder, type Folder } from './support/documents.js';
import { unmarked } from './support/messages.js';

/** A busy machine takes its time to start a program; it is the test that must not give up first. */
const PATIENCE_MS = 40_000;

describe('the built program', () => {
  let folder: Folder;
  let discord: FakeDiscord;
  const run = (token: string) =>
    start('main', {
      cwd: folder.seeds,
      env: {
        SEEDS_DIR: folder.seeds,
        EMBEDDINGS_DIR: folder.embeddings,
        DATA_DIR: folder.data,
        DISCORD_API_URL: discord.apiUrl,
        DISCORD_TOKEN: token,
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

  it('with a wrong token says what to do, without a stack trace or the token', async () => {
    const { code, stderr } = await run('a.wrong.token').ended;
    expect(code).toBe(78);
    expect(stderr).toContain('Reset Token');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain('a.wrong.token');
  }, 60_000);
});
