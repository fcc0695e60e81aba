import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type Bot, startBot } from '../../src/discord/bot.js';
import { openRecords } from '../../src/records/sqlite.js';
import type { Verbatim } from '../../src/wiring.js';
import { documentFolder, type Folder } from './support/documents.js';
import { FACTS, indexOf, openProgram } from './support/stage.js';
import { standIn } from './support/stand-in.js';

describe('with a Discord of another make, the bot', () => {
  const QUESTION = 'Who led the expedition to the glacier?';
  let folder: Folder;
  let verbatim: Verbatim;
  let discord: Awaited<ReturnType<typeof standIn>>;
  let bot: Bot;

  beforeAll(async () => {
    folder = await documentFolder();
    verbatim = await openProgram(folder);
    discord = await standIn();
    const { apiUrl } = discord;
    const { discord: config } = readConfig({ DISCORD_TOKEN: 'any', DISCORD_API_URL: apiUrl });
    if (config === undefined) throw new Error('a token makes a configuration for Discord');
    bot = await startBot({
      config,
      service: verbatim.service,
      ...indexOf(verbatim),
      records: openRecords({ folder: folder.data, storeQuestions: false, retentionDays: 9 }),
      facts: FACTS,
      log: pino({ level: 'silent' }),
    });
  });
  afterAll(async () => {
    await bot?.close();
    await discord?.close();
    await verbatim?.close();
    await folder?.dispose();
  });

  it('registers its commands although they cannot be listed', async () => {
    const { body } = await discord.waitFor(/^PUT \/applications\/\d+\/commands$/);
    expect(JSON.stringify(body)).toContain('"name":"ask"');
  });

  it('answers /ask', async () => {
    const { where, author, botId } = discord;
    const options = [{ name: 'question', type: 3, value: QUESTION }];
    discord.dispatch('INTERACTION_CREATE', {
      ...{ id: '800000000000000001', application_id: botId, type: 2, token: 'tok', version: 1 },
      ...{ ...where, channel: { id: where.channel_id, type: 0 }, locale: 'en-GB' },
      ...{ member: { user: author, roles: [], permissions: '0' }, app_permissions: '0' },
      ...{ data: { id: '800000000000000002', type: 1, name: 'ask', options }, entitlements: [] },
      authorizing_integration_owners: { 0: where.guild_id },
    });
    const deferred = await discord.waitFor(
      /^POST \/interactions\/800000000000000001\/tok\/callback$/,
    );
    expect(deferred.body.type).toBe(5);
    const { body } = await discord.waitFor(/^PATCH \/webhooks\/\d+\/tok\/messages\//);
    expect(JSON.stringify(body)).toContain('Lindqvist');
  });

  it('answers a mention', async () => {
    const { where, author, botId } = discord;
    discord.dispatch('MESSAGE_CREATE', {
      ...{
        id: '800000000000000003',
        ...where,
        author,
        type: 0,
        content: `<@${botId}> ${QUESTION}`,
      },
      ...{ mentions: [{ id: botId, username: 'Quoter' }], mention_roles: [], attachments: [] },
      ...{ embeds: [], timestamp: '2025-01-01T00:00:00.000Z', member: { roles: [] } },
    });
    const { body } = await discord.waitFor(/^POST \/channels\/\d+\/messages$/);
    expect(JSON.stringify(body)).toContain('Lindqvist');
    expect(body.message_reference).toMatchObject({ message_id: '800000000000000003' });
  });
});
