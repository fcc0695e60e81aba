import type { Button } from './button.js';
import { context } from './context.js';
import { gaps } from './gaps.js';
import { sources } from './sources.js';

export const BUTTONS: readonly Button[] = [context, sources, gaps];
