import { parsePassages } from '../custom-id.js';
import { renderFurther } from '../rendering/further.js';
import { UNKNOWN_BUTTON } from '../rendering/notices.js';
import type { Button } from './button.js';

/** Argument: the passages, packed. */
export const more: Button = {
  name: 'more',
  mode: 'own',
  async run([packed = ''], _interaction, { service }) {
    const refs = parsePassages(packed);
    if (refs === undefined) return { content: UNKNOWN_BUTTON };
    return renderFurther(service.passages(refs));
  },
};
