import type { QuotationCheck, QuotedPlace, WordChange } from '../answer/quotation-check.js';
import { provenance } from './render.js';
import { hang, plain, plainQuote, type Style, set } from './style.js';

/** Whether the documents hold a quotation, with where; as wdiff writes it what differs. */
export function renderQuotation(check: QuotationCheck, style: Style): string {
  const { bold, dim, green, yellow } = style.colours;
  const say = (text: string) => set(text, '  ', style);
  if (check.kind === 'absent') {
    const none = `${yellow('Not found')}: no document holds these words, or nearly these.`;
    return `${say(none)}\n`;
  }
  if (check.kind === 'near') {
    const head = `${yellow('Not word for word')}: this is the nearest (${percent(check.likeness)} of the words agree).`;
    const legend = '[-only in what you quote-]  {+only in the document+}';
    const shown = set(
      check.changes.map((change) => renderChange(change, style)).join(''),
      bar(style),
      style,
      4,
    );
    const place = [shown, source(check.place, 1, style), say(dim(legend))].join('\n');
    return `${say(head)}\n\n${place}\n`;
  }
  const { places, more } = check;
  const parts = places.map((place, i) => {
    const quotes = place.quotes.map(({ text }) => bold(plainQuote(text))).join(' […] ');
    return `${set(quotes, bar(style), style, 4)}\n${source(place, i + 1, style)}`;
  });
  const head = say(`${green('Word for word')} in the documents:`);
  const others =
    more === 0 ? [] : [say(dim(`and in ${more} more ${more === 1 ? 'place' : 'places'}`))];
  return `${[head, ...parts, ...others].join('\n\n')}\n`;
}

function bar({ colours }: Style): string {
  return `  ${colours.cyan('│')} `;
}

function source({ document, quotes }: QuotedPlace, rank: number, style: Style): string {
  const { colours } = style;
  const spans = quotes.map(({ start, end }) => `${start}–${end}`).join(', ');
  return [
    hang(`  ${colours.cyan(`[${rank}]`)} `, 6, plain(document.title), style),
    set(colours.dim(`${provenance(document)} ${spans}`), '      ', style),
  ].join('\n');
}

/** The white space behind the words stays outside the marks. */
function renderChange({ kind, text }: WordChange, { colours }: Style): string {
  const words = plainQuote(text);
  const space = /\s$/.test(text) ? ' ' : '';
  if (kind === 'same') return colours.bold(words) + space;
  const marked =
    kind === 'only-asked' ? colours.red(`[-${words}-]`) : colours.green(`{+${words}+}`);
  return marked + space;
}

/** Never all of them, as they differ. */
function percent(likeness: number): string {
  return `${Math.min(99, Math.round(100 * likeness))} %`;
}
