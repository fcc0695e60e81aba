import { encodeAction } from '../custom-id.js';
import { type ButtonRow, button, buttonRows } from './reply.js';

/** One page of a list, from 0; one outside the list is the nearest. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Of the first item in the whole list, from 0. */
  readonly start: number;
  /** E.g. `page 1 of 3`. */
  readonly place: string;
  /** Empty when there is only one page. */
  readonly buttons: ButtonRow[];
}

/** @param action name of the button, whose first argument is the page. */
export function pageOf<Item>(
  list: readonly Item[],
  page: number,
  perPage: number,
  action: string,
): Page<Item> {
  const pages = Math.max(1, Math.ceil(list.length / perPage));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const start = shown * perPage;
  return {
    items: list.slice(start, start + perPage),
    start,
    place: `page ${shown + 1} of ${pages}`,
    buttons:
      pages === 1
        ? []
        : buttonRows([
            button('Previous', encodeAction(action, shown - 1, 'back'), shown === 0),
            button('Next', encodeAction(action, shown + 1, 'on'), shown === pages - 1),
          ]),
  };
}

/** The page that a button asks for; the first for anything that is no number. */
export function toPage(argument: string | undefined): number {
  return /^\d{1,9}$/.test(argument ?? '') ? Number(argument) : 0;
}
