import { renderSources } from '../rendering/documents.js';
import type { Button } from './button.js';

/** Arguments: the page, counted from 0. */
export const sources: Button = {
  name: 'sources',
  mode: 'update',
  run: async ([page], _interaction, { service }) =>
    renderSources(service.documents(), toPage(page)),
};

function toPage(page: string | undefined): number {
  return /^\d{1,9}$/.test(page ?? '') ? Number(page) : 0;
}
