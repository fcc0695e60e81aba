import type { Citation } from './answer.js';

/**
 * Keeps the citations whose quote is exactly what stands in the document at its range, and whose
 * range lies within its passage. Nothing is searched for or repaired: a quote that does not match
 * is left out, and `onFault` is told. Other places with its wording are left out when their
 * document cannot be read. Ranks are counted anew.
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
      alsoIn: citation.alsoIn.filter(({ source }) => textOf(source) !== undefined),
    }));
}

function faultOf({ quote, passage }: Citation, text: string | undefined): string | undefined {
  if (text === undefined) return 'its document cannot be read';
  if (!(quote.start < quote.end)) return 'its range is empty';
  if (quote.start < passage.start || quote.end > passage.end) return 'it is not in its passage';
  return text.slice(quote.start, quote.end) === quote.text ? undefined : 'the text differs';
}
