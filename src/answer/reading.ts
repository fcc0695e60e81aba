import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import type { StoredDocument, StoredPassage } from '../index/rows.js';
import type { PassageContext, PassageRef, Quote } from './answer.js';
import { meant } from './passage-ref.js';
import type { DocumentRef, PassageText } from './reader.js';

/** Code units of the document shown before and behind a passage, rounded to whole passages. */
const CONTEXT = 600;

/** A passage of the text as it was read; `undefined` when no document has that hash and range. */
export function passageAt(generation: Generation, ref: PassageRef): PassageText | undefined {
  const stored = storedDocument(generation, ref);
  const text = stored && generation.verifiedText(stored.info.source);
  const { start, end } = ref;
  if (stored === undefined || text === undefined) return undefined;
  if (!(start >= 0 && start < end && end <= text.length)) return undefined;
  return { document: stored.info, passage: { start, end, text: text.slice(start, end) } };
}

/** By its path, or by its hashes. */
export function storedDocument(
  generation: Generation,
  ref: DocumentRef,
): StoredDocument | undefined {
  if ('source' in ref) return generation.find(ref.source);
  const isMeant = meant(ref);
  return isMeant && generation.documents.find(({ info }) => isMeant(info));
}

/** A passage with what stands around it; `undefined` when no document has that hash and range. */
export function contextOf(generation: Generation, ref: PassageRef): PassageContext | undefined {
  const found = passageAt(generation, ref);
  const stored = found && generation.find(found.document.source);
  if (found === undefined || stored === undefined) return undefined;
  const text = generation.text(stored.id);
  const { start, end } = ref;
  const near = generation
    .passagesOf(stored.id)
    .filter((passage) => passage.end >= start - CONTEXT && passage.start <= end + CONTEXT)
    .flatMap(paragraphsOf);
  return {
    ...found,
    before: slices(
      text,
      near.map((p) => ({ start: p.start, end: Math.min(p.end, start) })),
    ),
    after: slices(
      text,
      near.map((p) => ({ start: Math.max(p.start, end), end: p.end })),
    ),
  };
}

/** The passage, its headings apart. */
function paragraphsOf({ sentences }: StoredPassage): Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const [i, { start, end, kind }] of sentences.entries()) {
    const open = spans.at(-1);
    if (open === undefined || kind === 'heading' || sentences[i - 1]?.kind === 'heading')
      spans.push({ start, end });
    else open.end = end;
  }
  return spans;
}

/** The ranges that hold more than white space. */
function slices(text: string, spans: readonly Span[]): Quote[] {
  return spans
    .filter(({ start, end }) => start < end)
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end) }))
    .filter((slice) => slice.text.trim() !== '');
}
