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

/**
 * @param action name of the button, whose first argument is the page.
 * @param typed what the list was narrowed by, kept in the buttons.
 */
export function pageOf<Item>(
  list: readonly Item[],
  page: number,
  perPage: number,
  action: string,
  typed = '',
): Page<Item> {
  const shown = nearestPage(page, list.length, perPage);
  const start = shown * perPage;
  return {
    items: list.slice(start, start + perPage),
    start,
    ...turning(shown, list.length, perPage, action, typed),
  };
}

/** From 0; the first for an empty list. */
export function nearestPage(page: number, length: number, perPage: number): number {
  return Math.max(0, Math.min(page, Math.ceil(length / perPage) - 1));
}

/** Where a page stands, and the buttons to its neighbours. */
export function turning(
  shown: number,
  length: number,
  perPage: number,
  action: string,
  typed: string,
): Pick<Page<never>, 'place' | 'buttons'> {
  const pages = Math.max(1, Math.ceil(length / perPage));
  const state = typed === '' ? [] : [typed];
  return {
    place: `page ${shown + 1} of ${pages}`,
    buttons:
      pages === 1
        ? []
        : buttonRows([
            button('Previous', encodeAction(action, shown - 1, 'back', ...state), shown === 0),
            button('Next', encodeAction(action, shown + 1, 'on', ...state), shown === pages - 1),
          ]),
  };
}

/** The page that a button asks for; the first for anything that is no number. */
export function toPage(argument: string | undefined): number {
  return /^\d{1,9}$/.test(argument ?? '') ? Number(argument) : 0;
}
