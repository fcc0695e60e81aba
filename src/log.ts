import { type Logger, pino } from 'pino';
import type { Config } from './config.js';

/**
 * Logs go to standard error: standard output belongs to answers. Lines for people in a terminal,
 * JSON otherwise. `token` fields are removed wherever they stand, and the token itself from texts.
 */
export function createLog(config: Config): Logger {
  const token = config.discord?.token;
  const hide = (text: string) => (token === undefined ? text : text.replaceAll(token, '[token]'));
  return pino(
    {
      level: config.logLevel,
      redact: { paths: ['token', '*.token', '*.*.token', '*.authorization', '*.Authorization'] },
    },
    { write: (line: string) => process.stderr.write(hide(line)) },
  );
}
