import { parseTyped } from '../custom-id.js';
import { matching } from '../documents.js';
import { renderSources } from '../rendering/documents.js';
import { toPage } from '../rendering/pages.js';
import type { Button } from './button.js';

/** Arguments: the page, counted from 0; the direction; the filter, if there is one. */
export const sources: Button = {
  name: 'sources',
  mode: 'update',
  async run(args, _interaction, { service }) {
    const filter = parseTyped(args, 2);
    return renderSources(matching(service.documents(), filter), toPage(args[0]), filter);
  },
};
