import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '../src/config.js';
import { Turns } from '../src/discord/turns.js';
import { createLog } from '../src/log.js';
import { openVerbatim, type Verbatim } from '../src/wiring.js';
import type { LoopDelay } from './scale-figures.js';
import type { Place } from './scale-place.js';
import { serve } from './scale-processes.js';

/** The program as the bot runs it, asked over a channel to its parent instead of by Discord. */

const RESOLUTION_MS = 10;
const NANOSECONDS_PER_MS = 1e6;
/** In the queue; more than ask at once. */
const PLACES = 1_000;

/** What was answered, short enough to be compared by the thousand. */
export interface Cited {
  readonly kind: string;
  /** `source:start-end`, best first. */
  readonly citations: readonly string[];
}

let verbatim: Verbatim | undefined;
const turns = new Turns(PLACES);
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

const services = {
  async open({ seedsDir, embeddingsDir }: Place) {
    // Of the bot's memory, too, although nothing here talks to Discord.
    await import('discord.js');
    const config = readConfig({
      SEEDS_DIR: seedsDir,
      EMBEDDINGS_DIR: embeddingsDir,
      LOG_LEVEL: 'error',
    });
    verbatim = await openVerbatim(config, await createLog(config));
    return { changed: verbatim.opened.changed, rssBytes: process.memoryUsage.rss() };
  },

  async ask({ text, member }: { readonly text: string; readonly member: number }): Promise<Cited> {
    // As many take turns in a channel of Discord.
    const turn = turns.reserve(`${member}`);
    const answer = await turn?.take(() => opened().service.ask({ text }));
    turn?.leave();
    if (answer === undefined) throw new Error('there was no turn for a question');
    const { kind, citations } = answer;
    return {
      kind,
      citations: citations.map(
        ({ document, quote }) => `${document.source}:${quote.start}-${quote.end}`,
      ),
    };
  },

  async reindex() {
    const run = await opened().reindex({ full: true });
    if (run.kind === 'cancelled') throw new Error('the run was cancelled');
    const { report } = run;
    return { tookMs: report.tookMs, embedded: report.passages.embedded };
  },

  /** Forgets what was seen of the event loop until now. */
  watchLoop() {
    delay.reset();
    delay.enable();
  },

  /** The timer's own interval is no delay. */
  loopDelay(): LoopDelay {
    delay.disable();
    const late = (nanoseconds: number) =>
      Math.max(0, nanoseconds / NANOSECONDS_PER_MS - RESOLUTION_MS);
    return {
      p50: late(delay.percentile(50)),
      p99: late(delay.percentile(99)),
      most: late(delay.max),
    };
  },

  /** The most that this process has had in use since it started. */
  peakBytes: () => process.resourceUsage().maxRSS * 1024,

  async close() {
    await verbatim?.close();
  },
};
export type BotServices = typeof services;

function opened(): Verbatim {
  if (verbatim === undefined) throw new Error('it was not opened');
  return verbatim;
}

serve(services);
