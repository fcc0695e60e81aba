import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.js';

/**
 * Logs go to standard error, since standard output belongs to answers: lines for people on a
 * terminal, JSON otherwise. Whatever is logged, the bot's token is not.
 */
export async function createLog(config: Config): Promise<Logger> {
  const token = config.discord?.token;
  const hide = (line: string) => (token === undefined ? line : line.replaceAll(token, '[token]'));
  const lines: DestinationStream = { write: (line) => void process.stderr.write(hide(line)) };
  if (!process.stderr.isTTY) return pino({ level: config.logLevel }, lines);
  const { PinoPretty } = await import('pino-pretty');
  const pretty = PinoPretty({ destination: process.stderr, ignore: 'pid,hostname', sync: true });
  return pino(
    { level: config.logLevel },
    { write: (line: string) => void pretty.write(hide(line)) },
  );
}
