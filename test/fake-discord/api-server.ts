import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';
import type { Changes } from './changes.js';
import { BodyValidator } from './openapi.js';
import { RateLimits, type RouteLimit } from './rate-limits.js';
import { handle, isKnownRoute, type Request, type RestState } from './rest.js';
import { parseBody } from './uploads.js';

const BASE = /^\/api\/v10(\/[^?]*)/;

export interface RecordedRequest extends Request {
  /** Of the response. */
  readonly status: number;
  /** Milliseconds since 1970, when it came. */
  readonly at: number;
}

/** The next requests that match are answered with this, or held until `until` resolves. */
export interface Intervention {
  readonly method: string;
  readonly path: RegExp;
  readonly error?: ApiError;
  readonly until?: Promise<unknown>;
  /** The answer comes that much later; what was asked for is done at the end. */
  readonly delayMs?: number;
  /** What was asked for is done, but the connection breaks in the middle of the answer. */
  readonly cut?: boolean;
  /** How many requests; 1 by default. */
  times?: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Discord's REST API over HTTP: records, validates, limits and disturbs. */
export class ApiServer {
  readonly requests: RecordedRequest[] = [];
  /** Method and path of what the loopback does not know. Tests may expect none. */
  readonly unknownRoutes: string[] = [];
  readonly bodies: BodyValidator;
  readonly #interventions: Intervention[] = [];
  readonly #limits: RateLimits;

  constructor(
    private readonly state: RestState,
    private readonly changes: Changes,
    options: { readonly validate: boolean; readonly limits: readonly RouteLimit[] },
  ) {
    this.bodies = options.validate ? new BodyValidator() : new BodyValidator('');
    this.#limits = new RateLimits(options.limits);
  }

  intervene(intervention: Intervention): void {
    this.#interventions.push(intervention);
  }

  async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const url = new URL(message.url ?? '/', 'http://127.0.0.1');
    const seen = {
      method: message.method ?? '',
      path: decodeURIComponent(BASE.exec(message.url ?? '')?.[1] ?? ''),
      query: url.searchParams,
      authorization: message.headers.authorization,
    };
    const intervention = this.#interventionFor(seen);
    let request: Request = { ...seen, body: undefined, files: [] };
    const answer = await this.#refusable(async () => {
      const type = message.headers['content-type'];
      request = { ...seen, ...(await parseBody(Buffer.concat(chunks), type)) };
      if (request.body !== undefined) {
        const isForm = type?.startsWith('multipart/') === true;
        this.bodies.checkRequest(seen.method, seen.path, request.body, isForm);
      }
      return this.#answer(request, intervention);
    });
    this.bodies.checkReply(seen.method, seen.path, answer.status, answer.body);
    this.requests.push({ ...request, status: answer.status, at });
    if (intervention?.cut) cut(response, answer);
    else send(response, answer);
    await heard();
    this.changes.notify();
  }

  async #answer(request: Request, intervention: Intervention | undefined): Promise<Answer> {
    const { method, path } = request;
    await intervention?.until;
    if (intervention?.delayMs !== undefined) await elapsed(intervention.delayMs);
    if (intervention?.error !== undefined) throw intervention.error;
    if (!isKnownRoute(request)) this.unknownRoutes.push(`${method} ${path}`);
    const headers = this.#limits.take(method, path);
    // An error of the request counts against its limit, too.
    return this.#refusable(async () => ({ ...handle(this.state, request), headers }), headers);
  }

  async #refusable(
    answer: () => Promise<Answer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    try {
      return await answer();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, body } = error;
      return { status, body, headers: { ...headers, ...error.headers } };
    }
  }

  #interventionFor({ method, path }: Pick<Request, 'method' | 'path'>): Intervention | undefined {
    const index = this.#interventions.findIndex(
      (next) => next.method === method && next.path.test(path),
    );
    const next = this.#interventions[index];
    if (next === undefined) return undefined;
    next.times = (next.times ?? 1) - 1;
    if (next.times <= 0) this.#interventions.splice(index, 1);
    return next;
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
}

/**
 * Nobody replies to a message before the bot that sent it has heard that it was taken, so tests go
 * on a little later. A bot in the same process reads its answer within these turns of the loop.
 */
async function heard(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
}

/** Half of the answer, of which the headers promise the whole. */
function cut(response: ServerResponse, { status, body, headers }: Answer): void {
  const bytes = Buffer.from(JSON.stringify(body ?? {}));
  response.writeHead(status === 204 ? 200 : status, {
    ...JSON_TYPE,
    ...headers,
    'content-length': String(bytes.length),
  });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

const JSON_TYPE = { 'content-type': 'application/json' };
const elapsed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
