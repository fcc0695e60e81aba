import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ModelSource } from '../embedding/model-source.js';
import { NODE_ARGUMENTS } from './node-arguments.js';
import type { ShardBuilder, TextToEmbed } from './shard-builder.js';
import { type ShardRequest, shardReplySchema } from './shard-messages.js';

interface Waiting {
  readonly resolve: (count: number) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Builds in a process of its own, which gets nothing of this one's environment and ends with it.
 * Vectors do not leave it but as files.
 */
export class ShardProcess implements ShardBuilder {
  readonly #child: ChildProcess;
  readonly #waiting: Waiting[] = [];
  #failed: Error | undefined;

  /** @param entry the compiled `src/shard-builder.ts`. */
  constructor(entry: string, model: ModelSource, capacity: number) {
    this.#child = fork(entry, [], {
      env: {},
      execArgv: NODE_ARGUMENTS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => this.#answered(message));
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code, signal) => {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
      this.#fail(new Error(`the process that builds the vectors was ended ${how}`));
    });
    // Whoever waits for what comes next hears of a fault.
    this.#ask({ kind: 'open', model, capacity }).catch(() => undefined);
  }

  async add(texts: readonly TextToEmbed[]): Promise<void> {
    await this.#ask({ kind: 'add', texts: [...texts] });
  }

  save(path: string): Promise<number> {
    return this.#ask({ kind: 'save', path });
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  #ask(request: ShardRequest): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#failed !== undefined) return reject(this.#failed);
      this.#waiting.push({ resolve, reject });
      this.#child.send(request, (error) => {
        if (error !== null) this.#fail(error);
      });
    });
  }

  #answered(message: unknown): void {
    const reply = shardReplySchema.safeParse(message);
    if (!reply.success) {
      this.#fail(new Error('the process that builds the vectors said what nobody understands'));
    } else if (reply.data.kind === 'done') {
      this.#waiting.shift()?.resolve(reply.data.count);
    } else {
      const error = new Error(reply.data.message);
      if (reply.data.stack !== undefined) error.stack = reply.data.stack;
      this.#fail(error);
    }
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failed);
  }
}
