import { parseTyped } from '../custom-id.js';
import { toPage } from '../rendering/pages.js';
import { searchPage } from '../searching.js';
import type { Button } from './button.js';

/** Arguments: the page, counted from 0; the direction; the words. */
export const search: Button = {
  name: 'search',
  mode: 'update',
  run: async (args, _interaction, { service }) =>
    searchPage(parseTyped(args, 2), toPage(args[0]), service),
};
