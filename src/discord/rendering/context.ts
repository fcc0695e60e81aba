import type { PassageContext, Quote } from '../../answer/answer.js';
import { refTo } from '../../answer/passage-ref.js';
import { encodeAction, pageArgs } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { sourceLine } from './citation.js';
import { cutEnd, cutStart } from './cut.js';
import { escapeQuote, quoteLength } from './escape.js';
import { type ButtonRow, button, buttonRows, COLOURS, type Reply } from './reply.js';
import { share } from './share.js';
import { blockQuote, foldedBeginning, foldedEnd, foldParagraphs } from './text.js';

/** A paragraph break of a quoted passage costs two more characters than of plain text: `> `. */
const quotedLength = (text: string) => blockQuote(escapeQuote(text)).length;

const joined = (parts: readonly Quote[]) => parts.map(({ text }) => text).join('\n\n');

/** What is not quoted has a blank line between its paragraphs. */
const foldApart = (text: string) => foldParagraphs(text).replaceAll('\n', '\n\n');
const BETWEEN = '\n\n';

/** A passage as a block quote between what stands before and after it in its document. */
export function renderContext(context: PassageContext): Reply {
  const head = `${sourceLine(context.document, context.passage)}\n\n`;
  const room = LIMITS.embedDescription - head.length - 2 * BETWEEN.length;
  const passage = foldedBeginning(context.passage.text, room, foldParagraphs);
  const quoted = blockQuote(
    escapeQuote(cutEnd(passage, Math.min(quotedLength(passage), room), quotedLength)),
  );
  const before = foldedEnd(joined(context.before), room, foldApart);
  const after = foldedBeginning(joined(context.after), room, foldApart);
  const [forBefore = 0, forAfter = 0] = share(
    [quoteLength(before), quoteLength(after)],
    room - quoted.length,
  );
  const parts = [
    escapeQuote(cutStart(before, forBefore, quoteLength)),
    quoted,
    escapeQuote(cutEnd(after, forAfter, quoteLength)),
  ];
  return {
    embeds: [
      {
        description: head + parts.filter((part) => part !== '').join(BETWEEN),
        color: COLOURS.neutral,
      },
    ],
    components: readOn(context),
  };
}

/** To the pages of the document that hold what comes before, and behind, what is shown. */
function readOn({ document, before, passage, after }: PassageContext): ButtonRow[] {
  const to = (position: number) =>
    encodeAction('page', ...pageArgs(refTo(document, passage), { position }));
  const earlier = Math.max(0, (before[0] ?? passage).start - 1);
  return buttonRows([
    button('Earlier', to(earlier), before.length === 0),
    button('Later', to((after.at(-1) ?? passage).end), after.length === 0),
  ]);
}
