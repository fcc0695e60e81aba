import type { Button } from './button.js';
import { cancel } from './cancel.js';
import { context } from './context.js';
import { gaps } from './gaps.js';
import { more } from './more.js';
import { page } from './page.js';
import { search } from './search.js';
import { share } from './share.js';
import { sources } from './sources.js';
import { vote } from './vote.js';

export const BUTTONS: readonly Button[] = [
  context,
  more,
  share,
  page,
  sources,
  search,
  gaps,
  vote,
  cancel,
];
