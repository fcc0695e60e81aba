/** Exit codes after sysexits(3), so that a service manager can tell a bad setting from a crash. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 64,
  noInput: 66,
  unavailable: 69,
  config: 78,
} as const;

export type ErrorCode =
  | 'config'
  | 'corpus'
  | 'model'
  | 'hub'
  | 'index'
  /** There is no generation to go back to. */
  | 'no-earlier-index'
  | 'busy'
  | 'records'
  | 'discord'
  | 'invalid-line'
  | 'invalid-question';

/**
 * A fault that a person can act on: `message` names the subject and what is wrong with it,
 * `remedy` says what to do. Entries print both and never a stack trace; anything that is not a
 * `VerbatimError` is a defect of the program.
 */
export class VerbatimError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly exitCode: number;

  constructor(
    code: ErrorCode,
    message: string,
    remedy: string,
    options: { cause?: unknown; exitCode?: number } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'VerbatimError';
    this.code = code;
    this.remedy = remedy;
    this.exitCode = options.exitCode ?? EXIT.failure;
  }
}

/** The message of anything that was thrown, for a log line or as the tail of another message. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The message and, on a line of its own, the remedy when there is one. */
export function inPlainWords(thrown: unknown): string {
  const message = messageOf(thrown);
  return thrown instanceof VerbatimError ? `${message}\n${thrown.remedy}` : message;
}

/** Control characters but line ends, which a terminal would obey, made visible. */
export function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\ufffd');
}
