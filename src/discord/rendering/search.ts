import type { APIEmbed } from 'discord.js';
import { refTo } from '../../answer/passage-ref.js';
import type { Found, FoundPassage } from '../../answer/reader.js';
import { encodeAction, passageArgs } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { sourceLine } from './citation.js';
import { emphasised, emphasisedLength } from './emphasis.js';
import { turning } from './pages.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { share } from './share.js';
import { count, fitted } from './text.js';

export const PASSAGES_PER_PAGE = 5;
/** Of the words that were searched for, as sent, in UTF-16 code units. */
const LONGEST_TERMS = 200;
const NO_CLAIM =
  '-# Found by their words, best match first; nobody claims that they answer anything. `/ask` does.';

/**
 * Passages with the words that were searched for in bold.
 *
 * @param page of `found`, counted from 0.
 * @param terms what an id has room for.
 */
export function renderFound(found: Found, page: number, terms: string): Reply {
  const { total, capped, partial, hits } = found;
  const named = `“${fitted(terms, LONGEST_TERMS)}”`;
  if (total === 0) {
    const description = `No passage holds these words: ${named}. Other forms of a word count as the same word; other words for the same thing do not.`;
    return { embeds: [{ description, color: COLOURS.none }] };
  }
  const { place, buttons } = turning(page, total, PASSAGES_PER_PAGE, 'search', terms);
  const amount = `${capped ? 'more than ' : ''}${count(total, 'passage')}`;
  const hold = total === 1 && !capped ? 'holds' : 'hold';
  const what = partial
    ? `No passage holds all of these words: ${named}. **${amount}** ${hold} the most of them`
    : `**${amount}** that ${hold} these words: ${named}`;
  const heading = `${what} · ${place}\n${NO_CLAIM}`;
  const numbered = hits.map((hit, index) => ({
    ...hit,
    number: page * PASSAGES_PER_PAGE + index + 1,
  }));
  const contexts = numbered.map(({ document, passage, number }) => {
    const args = passageArgs(refTo(document, passage));
    return button(`Context ${number}`, encodeAction('context', number, ...args));
  });
  return {
    embeds: [
      { description: heading, color: COLOURS.neutral },
      ...hitsWithin(numbered, LIMITS.embedTotal - heading.length),
    ],
    components: [...buttonRows(contexts), ...buttons],
  };
}

/** Each passage above its source, cut to its share of `total`. */
function hitsWithin(
  hits: readonly (FoundPassage & { readonly number: number })[],
  total: number,
): APIEmbed[] {
  const below = hits.map(
    ({ document, passage, number }) => `\n${sourceLine(document, passage, number)}`,
  );
  const around = below.map((source) => `> ${source}`.length);
  const room = share(
    hits.map(({ passage, matches }, index) => {
      const most = LIMITS.embedDescription - (around[index] ?? 0);
      return Math.min(emphasisedLength(passage, matches, most), most);
    }),
    total - around.reduce((sum, size) => sum + size, 0),
  );
  return hits.map(({ passage, matches }, index) => ({
    description: `> ${emphasised(passage, matches, room[index] ?? 0)}${below[index] ?? ''}`,
    color: COLOURS.neutral,
  }));
}
