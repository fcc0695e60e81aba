import { Socket } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type DiscordConfig, readConfig } from '../../../src/config.js';
import { type Bot, startBot } from '../../../src/discord/bot.js';
import type { BotDeps, IndexChanges, ProgramFacts } from '../../../src/discord/context.js';
import type { Timing } from '../../../src/discord/limits.js';
import type { Records } from '../../../src/records/records.js';
import { openRecords } from '../../../src/records/sqlite.js';
import { openVerbatim, type Verbatim } from '../../../src/wiring.js';
import { FakeDiscord, type FakeDiscordOptions } from '../../fake-discord/fake-discord.js';
import { documentFolder, type Folder } from './documents.js';

type Line = Record<string, unknown> & { readonly level: number; readonly msg: string };

export interface BotOptions {
  readonly config?: Partial<DiscordConfig>;
  readonly deps?: Partial<Pick<BotDeps, keyof IndexChanges | 'service' | 'records' | 'facts'>>;
  readonly timing?: Partial<Timing>;
}

/** The real program over documents on disk, and a loopback Discord for each test. */
export interface Stage {
  readonly folder: Folder;
  readonly verbatim: Verbatim;
  /** Questions are stored. */
  readonly records: Records;
  readonly log: Line[];
  discord(options?: FakeDiscordOptions): Promise<FakeDiscord>;
  /** Starts the bot; it is closed after the test. */
  bot(discord: FakeDiscord, options?: BotOptions): Promise<Bot>;
  /** A Discord with a bot that is ready. */
  ready(options?: BotOptions): Promise<FakeDiscord>;
  warnings(): Line[];
}

/**
 * Sets the stage for the tests of a file. After each test: no request body may be invalid against
 * Discord's API description, no rejection unhandled, and no log line may hold a token.
 */
export function setStage(): Stage {
  const stage = {} as { folder: Folder; verbatim: Verbatim; records: Records };
  const log: Line[] = [];
  const discords: FakeDiscord[] = [];
  const bots: Bot[] = [];
  const rejections: unknown[] = [];
  let validated = 0;
  let skipped = 0;
  const write = (line: string) => log.push(JSON.parse(line) as Line);
  const onRejection = (reason: unknown) => rejections.push(reason);

  beforeAll(async () => {
    refuseOtherHosts();
    process.on('unhandledRejection', onRejection);
    stage.folder = await documentFolder();
    stage.verbatim = await openProgram(stage.folder);
    stage.records = openRecords({
      folder: stage.folder.data,
      storeQuestions: true,
      retentionDays: 90,
    });
  });
  afterEach(async () => {
    for (const bot of bots.splice(0)) await bot.close();
    for (const discord of discords.splice(0)) {
      const logged = JSON.stringify(log);
      expect(logged).not.toContain(discord.token);
      expect(logged).not.toContain('interaction-token-');
      expect(discord.bodies.faults).toEqual([]);
      validated += discord.bodies.validated;
      skipped += discord.bodies.skipped;
      await discord.close();
    }
    log.length = 0;
    expect(rejections.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    process.off('unhandledRejection', onRejection);
    await stage.verbatim?.close();
    stage.records?.close();
    await stage.folder?.dispose();
    console.log(
      skipped === 0
        ? `${validated} request bodies validated against Discord's API description`
        : `${skipped} request bodies not validated: DISCORD_OPENAPI names no API description`,
    );
  });

  return {
    log,
    get folder() {
      return stage.folder;
    },
    get verbatim() {
      return stage.verbatim;
    },
    get records() {
      return stage.records;
    },
    async discord(options) {
      const discord = await FakeDiscord.start(options);
      discords.push(discord);
      return discord;
    },
    async bot(discord, options = {}) {
      const bot = await startBot(
        {
          config: {
            ...discordConfig(discord),
            ...options.config,
          },
          service: stage.verbatim.service,
          ...indexOf(stage.verbatim),
          records: stage.records,
          facts: FACTS,
          log: pino({ level: 'info' }, { write }),
          ...options.deps,
        },
        { closeMs: 2_000, ...options.timing },
      );
      bots.push(bot);
      return bot;
    },
    async ready(options) {
      const discord = await this.discord();
      await this.bot(discord, options);
      return discord;
    },
    warnings: () => log.filter(({ level }) => level >= 40),
  };
}

/** What admins may do with the index of a program. */
export function indexOf({
  reindex,
  cancelReindex,
  isReindexing,
  rollback,
}: Verbatim): IndexChanges {
  return { reindex, cancelReindex, isReindexing, rollback };
}

/** Questions are stored, as in the records of the stage. */
export const FACTS: ProgramFacts = {
  model: 'the bundled one',
  quality: { kind: 'unknown' },
  storesQuestions: true,
  retentionDays: 90,
};

/** What the environment would say with nothing but what a bot needs. */
function discordConfig({ token, apiUrl }: FakeDiscord): DiscordConfig {
  const { discord } = readConfig({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });
  if (discord === undefined) throw new Error('a token makes a configuration for Discord');
  return discord;
}

export function openProgram(folder: Folder): Promise<Verbatim> {
  const config = readConfig({ SEEDS_DIR: folder.seeds, EMBEDDINGS_DIR: folder.embeddings });
  return openVerbatim(config, pino({ level: 'silent' }));
}

/** No test may reach another machine; one that tries fails with the address. */
function refuseOtherHosts(): void {
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const [first] = (Array.isArray(args[0]) ? args[0] : args) as [{ host?: string } | undefined];
    const host = first?.host;
    if (host !== undefined && host !== '127.0.0.1') {
      throw new Error(`a test tried to connect to ${host}`);
    }
    return connect.apply(this, args as Parameters<Socket['connect']>);
  } as Socket['connect'];
}
