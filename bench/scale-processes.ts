import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageOf } from '../src/errors.js';

/** What a process of the bench can be asked for, by name. */
type Services = Readonly<Record<string, (argument: never) => unknown>>;

const requestSchema = z.object({ id: z.number(), name: z.string(), argument: z.unknown() });
const replySchema = z.union([
  z.object({ id: z.number(), result: z.unknown(), failed: z.undefined().optional() }),
  z.object({ id: z.number(), failed: z.string() }),
]);

/** Makes this process answer its parent until that lets go of it. */
export function serve<S extends Services>(
  services: S,
  priority: 'low' | 'normal' = 'normal',
): void {
  // The indexer runs at this priority: what is compared with it must, too.
  if (priority === 'low') setPriority(constants.priority.PRIORITY_LOW);
  process.on('message', async (message) => {
    const { id, name, argument } = requestSchema.parse(message);
    try {
      const service = services[name];
      if (service === undefined) throw new Error(`there is no ${name}`);
      process.send?.({ id, result: await service(argument as never) });
    } catch (error) {
      process.send?.({ id, failed: messageOf(error) });
    }
  });
  process.once('disconnect', () => process.exit(0));
}

/** A process of the bench that was started; `S` is what it serves. */
export class Served<S extends Services> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolved>();
  #asked = 0;

  /** @param file beside this one, compiled, e.g. `scale-bot.js`. */
  constructor(file: string) {
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => {
      const reply = replySchema.parse(message);
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if (reply.failed !== undefined) waiting?.reject(new Error(`${file}: ${reply.failed}`));
      else if ('result' in reply) waiting?.resolve(reply.result);
      else waiting?.resolve(undefined);
    });
    this.#child.on('exit', (code, signal) => {
      const died = new Error(`${file} ended with ${signal ?? code}`);
      for (const { reject } of this.#waiting.values()) reject(died);
      this.#waiting.clear();
    });
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  /** @throws Error when the service does, or the process ends. */
  call<N extends keyof S & string>(
    name: N,
    argument: Parameters<S[N]>[0],
  ): Promise<Awaited<ReturnType<S[N]>>> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      // What comes back was made by the service of that name in our own code.
      const settle = (result: unknown) => resolve(result as Awaited<ReturnType<S[N]>>);
      this.#waiting.set(id, { resolve: settle, reject });
      this.#child.send({ id, name, argument }, (error) => {
        if (error !== null) reject(error);
      });
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    if (this.#child.connected) this.#child.disconnect();
    else this.#child.kill('SIGKILL');
    await ended;
  }
}

interface PromiseWithResolved {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a process, lends it, and ends it whatever comes. */
export async function withServed<S extends Services, T>(
  file: string,
  use: (served: Served<S>) => Promise<T>,
): Promise<T> {
  const served = new Served<S>(file);
  try {
    return await use(served);
  } finally {
    await served.stop();
  }
}
