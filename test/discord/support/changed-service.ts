import type { AnswerService } from '../../../src/answer/answer.js';

/** The service with some methods in place of its own. */
export const changedService = changed<AnswerService>;

/** Something with some methods in place of its own; the others find their private fields. */
export function changed<T extends object>(thing: T, change: Partial<T>): T {
  return new Proxy(thing, {
    get(target, key) {
      const own = Reflect.get(change, key) ?? Reflect.get(target, key);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

let restarts = 0;

/** The service as it is after a restart: of what was asked before it remembers nothing. */
export function restarted(service: AnswerService): AnswerService {
  restarts += 1;
  const own = (conversation: string) => `restart ${restarts}: ${conversation}`;
  return changedService(service, {
    ask: ({ conversation, ...question }) =>
      service.ask({
        ...question,
        ...(conversation === undefined ? {} : { conversation: own(conversation) }),
      }),
    remembers: (conversation) => service.remembers(own(conversation)),
  });
}
