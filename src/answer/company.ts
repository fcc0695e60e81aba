import type { Span } from '../corpus/document.js';
import type { QuoteSpan } from './quote-span.js';
import {
  beginsParagraph,
  endsAsSentence,
  isJoined,
  type NearSentence,
  type Surroundings,
} from './surroundings.js';

/**
 * The neighbour to show with a sentence of which it is not clear that it answers: what follows in
 * its paragraph, else what leads to it there, else what begins the next one. News goes on to
 * explain what it has said. A heading stands alone: with a sentence behind it, it would read as
 * one altered sentence.
 */
export function companyOf({ sentences, position }: Surroundings): NearSentence | undefined {
  const own = sentences[position] as NearSentence;
  const [before, after] = [sentences[position - 1], sentences[position + 1]];
  const follows = after !== undefined && isJoined(own, after);
  if (follows && !beginsParagraph(after)) return after;
  const led = before !== undefined && isJoined(before, own);
  if (led && !beginsParagraph(own)) return before;
  return follows && endsAsSentence(after) ? after : undefined;
}

/** A reader who has to judge by himself whether a passage answers is shown more of it. */
export function inCompany(surroundings: Surroundings, spans: QuoteSpan): QuoteSpan {
  const company = companyOf(surroundings);
  const { start, end } = surroundings.sentences[surroundings.position] as Span;
  const isOne = spans.quote.start === start && spans.quote.end === end;
  return company === undefined || !isOne ? spans : joined(spans, company);
}

function joined({ quote, passage, speaker }: QuoteSpan, company: NearSentence): QuoteSpan {
  const holds =
    speaker !== undefined && company.start <= speaker.start && speaker.end <= company.end;
  return {
    quote: union(quote, company),
    passage: union(passage, company.passage),
    ...(speaker === undefined || holds ? {} : { speaker }),
  };
}

function union(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
