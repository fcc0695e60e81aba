import type { Button } from './button.js';
import { context } from './context.js';
import { sources } from './sources.js';

export const BUTTONS: readonly Button[] = [context, sources];
