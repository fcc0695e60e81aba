import { parsePageArgs } from '../custom-id.js';
import { renderPage } from '../rendering/documents.js';
import { DOCUMENT_GONE, UNKNOWN_BUTTON } from '../rendering/notices.js';
import type { Button } from './button.js';

/** Arguments: beginning of the document's SHA-256; the page, from 1, or `@` and a position. */
export const page: Button = {
  name: 'page',
  mode: 'update',
  async run(args, _interaction, { service }) {
    const wanted = parsePageArgs(args);
    if (wanted === undefined) return { content: UNKNOWN_BUTTON };
    const found = service.page(wanted.ref, wanted.at);
    return found === undefined ? { content: DOCUMENT_GONE } : renderPage(found);
  },
};
