import { refTo } from '../../answer/passage-ref.js';
import type { PassageText } from '../../answer/reader.js';
import { encodeAction, passageArgs } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { sourceLine } from './citation.js';
import { cutEnd } from './cut.js';
import { escapeQuote } from './escape.js';
import { PASSAGE_GONE } from './notices.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { share } from './share.js';
import { blockQuote, foldedBeginning, foldParagraphs } from './text.js';

const HEADING =
  '**More passages** that come nearest after those; whether they answer is for you to judge.';

const quoted = (text: string) => blockQuote(escapeQuote(text));
const quotedLength = (text: string) => quoted(text).length;

/**
 * Passages that an answer did not quote, each cut to its share of the message.
 *
 * @param found `undefined` for each that is gone, because its document has changed.
 */
export function renderFurther(found: readonly (PassageText | undefined)[]): Reply {
  const here = found.filter((passage) => passage !== undefined);
  if (here.length === 0) return { content: PASSAGE_GONE };
  const gone = found.length - here.length;
  const lost =
    gone === 0 ? '' : `\n-# ${gone} more can no longer be shown: the documents have changed.`;
  const heading = `${HEADING}${lost}`;
  const parts = here.map(({ document, passage }, index) => {
    const below = `\n${sourceLine(document, passage, index + 1)}`;
    const most = LIMITS.embedDescription - below.length;
    return { below, most, text: foldedBeginning(passage.text, most, foldParagraphs) };
  });
  const room = share(
    parts.map(({ text, most }) => Math.min(quotedLength(text), most)),
    LIMITS.embedTotal - heading.length - parts.reduce((sum, { below }) => sum + below.length, 0),
  );
  const embeds = parts.map(({ text, below }, index) => ({
    description: `${quoted(cutEnd(text, room[index] ?? 0, quotedLength))}${below}`,
    color: COLOURS.neutral,
  }));
  const buttons = here.map(({ document, passage }, index) => {
    const args = passageArgs(refTo(document, passage));
    return button(`Context ${index + 1}`, encodeAction('context', index + 1, ...args));
  });
  return {
    embeds: [{ description: heading, color: COLOURS.neutral }, ...embeds],
    components: buttonRows(buttons),
  };
}
