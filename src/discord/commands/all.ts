import { about } from './about.js';
import { ask } from './ask.js';
import type { Command, MessageCommand } from './command.js';
import { forgetMe } from './forget-me.js';
import { gaps } from './gaps.js';
import { help } from './help.js';
import { reindex } from './reindex.js';
import { settings } from './settings.js';
import { source } from './source.js';
import { sources } from './sources.js';
import { status } from './status.js';

/** Every command, in the order of `/help`. */
export const COMMANDS: readonly Command[] = [
  ask,
  source,
  sources,
  help,
  about,
  forgetMe,
  reindex,
  status,
  gaps,
  settings,
];

/** Every command in the menu of a message. */
export const MESSAGE_COMMANDS: readonly MessageCommand[] = [];
