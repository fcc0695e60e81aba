import type { Span } from '../corpus/document.js';
import type { Citation, Differing, Quote } from './answer.js';

/**
 * Keeps the citations whose quote and speaker are exactly what stands in the document at their
 * ranges, and whose quote lies within its passage. Nothing is searched for or repaired: a quote that does not match
 * is left out, and `onFault` is told. Other places with its wording are left out when their
 * document cannot be read, and so are answering words outside of the quote. Ranks are counted anew.
 *
 * @param textOf the document's text by source, read for this check alone.
 */
export function verifyCitations(
  citations: readonly Citation[],
  textOf: (source: string) => string | undefined,
  onFault: (message: string) => void,
): Citation[] {
  return citations
    .filter((citation) => {
      const fault = faultOf(citation, textOf(citation.document.source));
      if (fault === undefined) return true;
      const { start, end } = citation.quote;
      onFault(`quote ${start}–${end} of ${citation.document.source} is left out: ${fault}`);
      return false;
    })
    .map((citation, i) => ({
      ...citation,
      rank: i + 1,
      answering: citation.answering.filter((span) => isWithin(span, citation.quote)),
      alsoIn: citation.alsoIn.filter(({ source }) => textOf(source) !== undefined),
    }));
}

/**
 * Keeps the figures that are exactly what stands in the quote of their citation, and of the groups
 * those that still differ. A quote that was verified stands for its document here.
 */
export function verifyFigures(
  differing: readonly Differing[],
  citations: readonly Citation[],
  onFault: (message: string) => void,
): Differing[] {
  return differing
    .map(({ kind, figures }) => ({
      kind,
      figures: figures.filter((figure) => {
        const quote = citations.find(({ rank }) => rank === figure.rank)?.quote;
        const isThere = quote !== undefined && isSlice(figure, quote);
        if (!isThere) onFault(`figure ${figure.start}–${figure.end} is not in its quote`);
        return isThere;
      }),
    }))
    .filter(({ figures }) => new Set(figures.map(({ text }) => text)).size > 1);
}

function isWithin({ start, end }: Span, outer: Span): boolean {
  return outer.start <= start && start < end && end <= outer.end;
}

function isSlice({ start, end, text }: Quote, quote: Quote): boolean {
  if (!isWithin({ start, end }, quote)) return false;
  return quote.text.slice(start - quote.start, end - quote.start) === text;
}

function faultOf(
  { quote, passage, speaker }: Citation,
  text: string | undefined,
): string | undefined {
  if (text === undefined) return 'its document cannot be read';
  if (!(quote.start < quote.end)) return 'its range is empty';
  if (quote.start < passage.start || quote.end > passage.end) return 'it is not in its passage';
  if (text.slice(quote.start, quote.end) !== quote.text) return 'the text differs';
  const whole = { start: 0, end: text.length, text };
  return speaker === undefined || isSlice(speaker, whole) ? undefined : 'its speaker differs';
}
