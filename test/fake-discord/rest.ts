import { notFound, unauthorized } from './api-error.js';
import type { FakeInteraction } from './interactions.js';
import { BASIC_ROUTES } from './routes/basics.js';
import { CHANNEL_ROUTES } from './routes/channels.js';
import { COMMAND_ROUTES } from './routes/commands.js';
import { THREAD_ROUTES } from './routes/threads.js';
import { WEBHOOK_ROUTES } from './routes/webhooks.js';
import type { UploadedFile } from './uploads.js';
import type { World } from './world.js';

export interface Request {
  readonly method: string;
  /** Without the base and version, e.g. `/channels/123/messages`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  // The bodies of many routes; each handler states what it takes.
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, checked by the route.
  readonly body: any;
  readonly files: readonly UploadedFile[];
}

export interface RestState {
  readonly world: World;
  readonly token: string;
  readonly gateway: { readonly url: string; readonly shards: number; max_concurrency: number };
  readonly interactions: ReadonlyMap<string, FakeInteraction>;
  /** Tells the bot through the gateway, when it is connected; without a guild, on shard 0. */
  readonly tell: (guildId: string | undefined, event: string, data: unknown) => void;
  /** Whether the bot may read the text of a message that does not concern it. */
  readonly readsContent: () => boolean;
}

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Interaction routes carry their token in the path instead. */
  readonly open?: true;
  /** Of success; by default 200, or 204 without a body. */
  readonly status?: number;
  /** Returns the JSON of the reply; throws `ApiError` for an error response. */
  readonly handle: (
    state: RestState,
    request: Request,
    ids: readonly (string | undefined)[],
  ) => unknown;
}

const ROUTES: readonly Route[] = [
  ...BASIC_ROUTES,
  ...COMMAND_ROUTES,
  ...CHANNEL_ROUTES,
  ...THREAD_ROUTES,
  ...WEBHOOK_ROUTES,
];

export function isKnownRoute({ method, path }: Pick<Request, 'method' | 'path'>): boolean {
  return ROUTES.some((route) => route.method === method && route.pattern.test(path));
}

/** Answers a request; throws `ApiError` for an error response. */
export function handle(state: RestState, request: Request): { status: number; body: unknown } {
  for (const route of ROUTES) {
    const match = request.method === route.method ? route.pattern.exec(request.path) : null;
    if (match === null) continue;
    if (!route.open && request.authorization !== `Bot ${state.token}`) throw unauthorized();
    const body = route.handle(state, request, match.slice(1));
    return { status: route.status ?? (body === undefined ? 204 : 200), body };
  }
  throw notFound();
}
