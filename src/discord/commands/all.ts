import { about } from './about.js';
import { ask } from './ask.js';
import { checkQuotes } from './check-quotes.js';
import type { Command, MessageCommand } from './command.js';
import { findSources } from './find-sources.js';
import { forgetMe } from './forget-me.js';
import { gaps } from './gaps.js';
import { help } from './help.js';
import { quote } from './quote.js';
import { reindex } from './reindex.js';
import { search } from './search.js';
import { settings } from './settings.js';
import { source } from './source.js';
import { sources } from './sources.js';
import { status } from './status.js';

/** Every command, in the order of `/help`. */
export const COMMANDS: readonly Command[] = [
  ask,
  search,
  quote,
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
export const MESSAGE_COMMANDS: readonly MessageCommand[] = [findSources, checkQuotes];
