import type { PassageText } from '../../answer/reader.js';
import { encodeAction, passageArgs } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { sourceLine } from './citation.js';
import { emphasised, emphasisedLength } from './emphasis.js';
import { PASSAGE_GONE } from './notices.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { share } from './share.js';

const HEADING =
  '**More passages** that come nearest after those; whether they answer is for you to judge.';

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
  const sources = here.map(({ document, passage }, index) =>
    sourceLine(document, passage, index + 1),
  );
  const around = sources.map((source) => `> \n${source}`.length);
  const room = share(
    here.map(({ passage }, index) => {
      const most = LIMITS.embedDescription - (around[index] ?? 0);
      return Math.min(emphasisedLength(passage, [], most), most);
    }),
    LIMITS.embedTotal - heading.length - around.reduce((sum, size) => sum + size, 0),
  );
  const embeds = here.map(({ passage }, index) => ({
    description: `> ${emphasised(passage, [], room[index] ?? 0)}\n${sources[index] ?? ''}`,
    color: COLOURS.neutral,
  }));
  const buttons = here.map(({ document, passage }, index) => {
    const ref = { sha256: document.sha256, start: passage.start, end: passage.end };
    return button(`Context ${index + 1}`, encodeAction('context', index + 1, ...passageArgs(ref)));
  });
  return {
    embeds: [{ description: heading, color: COLOURS.neutral }, ...embeds],
    components: buttonRows(buttons),
  };
}
