import { createHistogram } from 'node:perf_hooks';
import type { AnswerKind } from '../answer/answer.js';

/** What the bot has done since it was started. Nothing of what was asked. */
export class Statistics {
  readonly startedAt = Date.now();
  readonly #kinds: Record<AnswerKind, number> = { quoted: 0, closest: 0, none: 0 };
  readonly #latency = createHistogram();
  #refused = 0;
  #faults = 0;

  /** @param tookMs from the arrival of the question to when Discord had taken its answer. */
  answered(kind: AnswerKind, tookMs: number): void {
    this.#kinds[kind] += 1;
    // A histogram takes whole numbers from 1.
    this.#latency.record(Math.max(1, Math.round(tookMs)));
  }

  /** By a cooldown or a full queue. */
  refused(): void {
    this.#refused += 1;
  }

  fault(): void {
    this.#faults += 1;
  }

  get summary(): StatisticsSummary {
    const { quoted, closest, none } = this.#kinds;
    const at = (percentile: number) =>
      this.#latency.count === 0 ? undefined : this.#latency.percentile(percentile);
    return {
      startedAt: this.startedAt,
      quoted,
      closest,
      none,
      refused: this.#refused,
      faults: this.#faults,
      latencyMs: { p50: at(50), p95: at(95), p99: at(99) },
    };
  }
}

export interface StatisticsSummary extends Readonly<Record<AnswerKind, number>> {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly refused: number;
  readonly faults: number;
  /** Of answers, from the arrival of the question to delivery; `undefined` before the first. */
  readonly latencyMs: {
    readonly p50: number | undefined;
    readonly p95: number | undefined;
    readonly p99: number | undefined;
  };
}
