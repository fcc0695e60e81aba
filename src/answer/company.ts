import type { Span } from '../corpus/document.js';
import type { QuoteSpan } from './quote-span.js';
import { adjoins, beginsParagraph, type NearSentence, type Surroundings } from './surroundings.js';

/**
 * The neighbour to show with a sentence of which it is not clear that it answers: what follows in
 * its paragraph, else what leads to it there, else what begins the next one. News goes on to
 * explain what it has said.
 */
export function companyOf({ sentences, position }: Surroundings): NearSentence | undefined {
  const own = sentences[position] as NearSentence;
  const [before, after] = [sentences[position - 1], sentences[position + 1]];
  const follows = after !== undefined && after.kind !== 'heading' && adjoins(after);
  if (own.kind === 'heading') return follows ? after : undefined;
  if (follows && !beginsParagraph(after)) return after;
  const led = before !== undefined && before.kind !== 'heading' && adjoins(own);
  if (led && !beginsParagraph(own)) return before;
  return follows ? after : undefined;
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
