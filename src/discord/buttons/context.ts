import { parsePassageArgs } from '../custom-id.js';
import { renderContext } from '../rendering/context.js';
import { PASSAGE_GONE, UNKNOWN_BUTTON } from '../rendering/notices.js';
import type { Button } from './button.js';

/** Arguments: rank, beginning of the document's SHA-256, start and end of the passage. */
export const context: Button = {
  name: 'context',
  mode: 'own',
  help: '**Context** shows a passage with what stands around it, only to you.',
  async run([, ...args], _interaction, { service }) {
    const ref = parsePassageArgs(args);
    if (ref === undefined) return { content: UNKNOWN_BUTTON };
    const found = service.context(ref);
    return found === undefined ? { content: PASSAGE_GONE } : renderContext(found);
  },
};
