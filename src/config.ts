import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  askChannels,
  discordApiUrl,
  flag,
  httpUrl,
  idList,
  integer,
  modelPlace,
  type Shards,
  shards,
  snowflake,
} from './config-values.js';
import { EXIT, VerbatimError } from './errors.js';

/** Where package.json lies, whether this runs from src, dist or the build of another folder. */
const PROJECT_ROOT = fileURLToPath(import.meta.url).replace(
  /(?:[\\/](?:bench|pictures|test|training)[\\/]dist)?[\\/](?:src|dist)[\\/][^\\/]+$/,
  '',
);

/** What comes with the program: the embedding model, the weights of the ranker, how good they are. */
export const BUNDLED = {
  model: join(PROJECT_ROOT, 'embeddings/model'),
  ranker: join(PROJECT_ROOT, 'embeddings/ranker.json'),
  evaluation: join(PROJECT_ROOT, 'embeddings/evaluation.json'),
  shardBuilder: join(PROJECT_ROOT, 'dist/shard-builder.js'),
  indexer: join(PROJECT_ROOT, 'dist/indexer.js'),
} as const;

/** Everything that can be set from outside, checked, with defaults filled in. Paths are absolute. */
export interface Config {
  readonly seedsDir: string;
  readonly embeddingsDir: string;
  /** A folder of an ONNX model, or a hub id such as `Xenova/all-MiniLM-L6-v2`. */
  readonly embeddingModel: string;
  readonly embeddingHubUrl: string;
  /** Milliseconds that the hub may stay silent. */
  readonly embeddingHubTimeoutMs: number;
  readonly maxDocumentBytes: number;
  /** Whether the running program re-indexes by itself when the documents change. */
  readonly watchSeeds: boolean;
  /** Generations of the index that stay, the current one included; 1…100. */
  readonly keepGenerations: number;
  readonly records: RecordsConfig;
  readonly logLevel: LogLevel;
  /** Absent when no token is set: then the program is a terminal chat. */
  readonly discord?: DiscordConfig;
}

/** What is remembered between restarts. */
export interface RecordsConfig {
  readonly folder: string;
  /** Whether what members ask is kept. */
  readonly storeQuestions: boolean;
  /** 1…3650. */
  readonly retentionDays: number;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string;
  /** Commands are registered for this server only; everywhere when absent. */
  readonly guildId?: string;
  readonly adminRoleIds: readonly string[];
  readonly adminUserIds: readonly string[];
  /** Channels answered without a mention. Absent: none, and the MessageContent intent is not asked for. */
  readonly askChannelIds?: readonly string[];
  /** A thread for each question in a channel, unless the server's own settings say otherwise. */
  readonly answerInThread: boolean;
  readonly shards: Shards;
  /** Questions that one member may ask within a minute. */
  readonly userQuestionsPerMinute: number;
  /** Questions that may be asked in one channel within a minute. */
  readonly channelQuestionsPerMinute: number;
  /** Questions that may wait for their turn. */
  readonly queueLimit: number;
  /** Whether the log holds what members ask. */
  readonly logQuestions: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A path of the user's is relative to where the program was started, a default to the project. */
const folder = (fallback: string) =>
  z
    .string()
    .transform((path) => resolve(path))
    .default(join(PROJECT_ROOT, fallback));

/** One entry per variable of `.env.example`; a test keeps the two lists equal. */
export const ENVIRONMENT = {
  DISCORD_TOKEN: z
    .string()
    .regex(/^\S+$/, 'holds white space; give the token alone, without "Bot " before it')
    .optional(),
  DISCORD_API_URL: discordApiUrl.default('https://discord.com/api'),
  DISCORD_GUILD_ID: snowflake.optional(),
  ADMIN_ROLE_IDS: idList.default([]),
  ADMIN_USER_IDS: idList.default([]),
  ASK_CHANNEL_IDS: askChannels.optional(),
  ANSWER_IN_THREAD: flag.default(false),
  USER_QUESTIONS_PER_MINUTE: integer(1, 100_000).default(30),
  CHANNEL_QUESTIONS_PER_MINUTE: integer(1, 100_000).default(300),
  QUEUE_LIMIT: integer(1, 100_000).default(1_000),
  SHARDS: shards.default({ ids: [0], count: 1 }),
  SEEDS_DIR: folder('seeds'),
  EMBEDDINGS_DIR: folder('embeddings'),
  EMBEDDING_MODEL: modelPlace.default(BUNDLED.model),
  EMBEDDING_HUB_URL: httpUrl.default('https://huggingface.co'),
  EMBEDDING_HUB_TIMEOUT_S: integer(1, 3600).default(30),
  MAX_DOCUMENT_BYTES: integer(1_000, 100_000_000).default(5_000_000),
  WATCH_SEEDS: flag.default(false),
  KEEP_GENERATIONS: integer(1, 100).default(2),
  DATA_DIR: folder('data'),
  STORE_QUESTIONS: flag.default(false),
  RETENTION_DAYS: integer(1, 3650).default(90),
  LOG_QUESTIONS: flag.default(false),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is none of ${LOG_LEVELS.join(', ')}` }).default('info'),
} as const;

/**
 * Reads the configuration from environment variables. An empty variable counts as unset. The
 * message of a fault names the variable and never repeats its value, so no secret can leak.
 *
 * @throws VerbatimError `config`, exit code 78, that lists every fault at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(ENVIRONMENT)
      .map((name) => [name, environment[name]?.trim()])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = z.object(ENVIRONMENT).safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${String(path[0])} ${message}`);
    // A list with two bad ids has two issues and, since no value is named, one fault to tell.
    const faults = [...new Set(lines)];
    throw new VerbatimError(
      'config',
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.join('\n')}`,
      'Correct the variables in the environment or in .env; .env.example explains each one.',
      { exitCode: EXIT.config },
    );
  }
  const env = parsed.data;
  return {
    seedsDir: env.SEEDS_DIR,
    embeddingsDir: env.EMBEDDINGS_DIR,
    embeddingModel: env.EMBEDDING_MODEL,
    embeddingHubUrl: env.EMBEDDING_HUB_URL,
    embeddingHubTimeoutMs: env.EMBEDDING_HUB_TIMEOUT_S * 1000,
    maxDocumentBytes: env.MAX_DOCUMENT_BYTES,
    watchSeeds: env.WATCH_SEEDS,
    keepGenerations: env.KEEP_GENERATIONS,
    records: {
      folder: env.DATA_DIR,
      storeQuestions: env.STORE_QUESTIONS,
      retentionDays: env.RETENTION_DAYS,
    },
    logLevel: env.LOG_LEVEL,
    ...(env.DISCORD_TOKEN === undefined
      ? {}
      : {
          discord: {
            token: env.DISCORD_TOKEN,
            apiUrl: env.DISCORD_API_URL,
            ...(env.DISCORD_GUILD_ID === undefined ? {} : { guildId: env.DISCORD_GUILD_ID }),
            adminRoleIds: env.ADMIN_ROLE_IDS,
            adminUserIds: env.ADMIN_USER_IDS,
            ...(env.ASK_CHANNEL_IDS === undefined ? {} : { askChannelIds: env.ASK_CHANNEL_IDS }),
            answerInThread: env.ANSWER_IN_THREAD,
            shards: env.SHARDS,
            userQuestionsPerMinute: env.USER_QUESTIONS_PER_MINUTE,
            channelQuestionsPerMinute: env.CHANNEL_QUESTIONS_PER_MINUTE,
            queueLimit: env.QUEUE_LIMIT,
            logQuestions: env.LOG_QUESTIONS,
          },
        }),
  };
}
