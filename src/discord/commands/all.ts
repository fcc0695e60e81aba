import { ask } from './ask.js';
import type { Command, MessageCommand } from './command.js';
import { help } from './help.js';
import { reindex } from './reindex.js';
import { source } from './source.js';
import { sources } from './sources.js';

/** Every command, in the order of `/help`. */
export const COMMANDS: readonly Command[] = [ask, source, sources, reindex, help];

/** Every command in the menu of a message. */
export const MESSAGE_COMMANDS: readonly MessageCommand[] = [];
