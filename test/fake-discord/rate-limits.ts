import { rateLimited } from './api-error.js';

/** Requests to one route, counted in windows that begin with the first one. */
export interface RouteLimit {
  readonly method: string;
  /** What it captures is counted apart, e.g. the id of a channel. */
  readonly path: RegExp;
  readonly limit: number;
  readonly perMs: number;
}

/** About what Discord allows; it tells the numbers only by the headers of its replies. */
export const USUAL_LIMITS: readonly RouteLimit[] = [
  { method: 'POST', path: /^\/channels\/(\d+)\/messages$/, limit: 5, perMs: 5_000 },
  { method: 'PATCH', path: /^\/channels\/(\d+)\/messages\/\d+$/, limit: 5, perMs: 5_000 },
  { method: 'DELETE', path: /^\/channels\/(\d+)\/messages\/\d+$/, limit: 5, perMs: 1_000 },
  { method: 'PATCH', path: /^\/webhooks\/\d+\/([^/]+)\/messages\//, limit: 5, perMs: 5_000 },
  { method: 'POST', path: /^\/webhooks\/\d+\/([^/]+)$/, limit: 5, perMs: 5_000 },
  { method: 'POST', path: /^\/channels\/(\d+)\/messages\/\d+\/threads$/, limit: 50, perMs: 3e5 },
  { method: 'POST', path: /^\/users\/@me\/channels$/, limit: 10, perMs: 10_000 },
];

export class RateLimits {
  readonly #windows = new Map<string, { until: number; used: number }>();

  constructor(private readonly limits: readonly RouteLimit[]) {}

  /** Counts a request. Returns the headers of its reply; throws error 429 for one too many. */
  take(method: string, path: string, now = Date.now()): Readonly<Record<string, string>> {
    for (const [index, route] of this.limits.entries()) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match === null) continue;
      const key = [index, ...match.slice(1)].join(' ');
      const current = this.#windows.get(key);
      const window =
        current !== undefined && current.until > now
          ? current
          : { until: now + route.perMs, used: 0 };
      this.#windows.set(key, window);
      const seconds = (window.until - now) / 1_000;
      const headers = {
        'x-ratelimit-limit': String(route.limit),
        'x-ratelimit-remaining': String(Math.max(0, route.limit - window.used - 1)),
        'x-ratelimit-reset': (window.until / 1_000).toFixed(3),
        'x-ratelimit-reset-after': seconds.toFixed(3),
        'x-ratelimit-bucket': `loopback-bucket-${index}`,
      };
      if (window.used >= route.limit) throw rateLimited(seconds, headers);
      window.used += 1;
      return headers;
    }
    return {};
  }
}
