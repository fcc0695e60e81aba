import type { Button } from './button.js';
import { context } from './context.js';
import { gaps } from './gaps.js';
import { more } from './more.js';
import { share } from './share.js';
import { sources } from './sources.js';
import { vote } from './vote.js';

export const BUTTONS: readonly Button[] = [context, more, share, sources, gaps, vote];
