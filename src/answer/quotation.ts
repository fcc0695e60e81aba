import type { Generation } from '../index/generation.js';
import { passagesLike, passagesQuoting } from '../retrieval/quoted-passages.js';
import { weightOf } from './align-words.js';
import { exactIn, FARTHEST_PART, type Part, partOf, partsOf } from './exact-quotation.js';
import { type Near, nearIn, spanOf } from './near-quotation.js';
import { invalidQuestion } from './question.js';
import { LONGEST_QUOTATION, type QuotationCheck, type QuotedPlace } from './quotation-check.js';
import { placeOf, type Region, regionsAround } from './regions.js';
import { changesOf } from './word-changes.js';
import { isWord, writtenTokensOf } from './written-tokens.js';

const MOST_PLACES = 3;
/** Regions that a quotation is aligned with, those that share most of its words. */
const MOST_ALIGNED = 8;
/** Tokens times tokens that are aligned in all, but for the first region: some 60 ms. */
const MOST_CELLS = 3_000_000;
/** Code units on either side of a passage in which the parts of one quotation are looked for. */
const FARTHEST = 6_000;

/**
 * Whether the documents hold `text`. Some 10 ms, the longest and the commonest ones several times
 * that; it does not grow with the number of documents but through the full-text index.
 *
 * @throws VerbatimError `invalid-question` when it is empty, has no word or is over-long.
 */
export function checkQuotation(
  generation: Generation,
  text: string,
  onFault: (message: string) => void,
): QuotationCheck {
  const asked = checkedQuotation(text);
  const tokens = writtenTokensOf(asked);
  const parts = partsOf(tokens);
  // The document's own ellipses are looked for first: then nothing is left out.
  const readings = parts.length > 1 ? [partOf(tokens), parts] : [parts];
  const written = parts.map(({ core }) => asked.slice(core[0]?.start, core.at(-1)?.end));
  const reach = Math.min(FARTHEST, 2 * asked.length + (parts.length - 1) * FARTHEST_PART);
  const around = (ids: readonly number[]) => regionsAround(generation, ids, reach, onFault);
  const exact = (regions: readonly Region[]): QuotationCheck | undefined => {
    const places = readings.map((reading) => exactPlaces(regions, reading)).find(isFilled) ?? [];
    const shown = places.slice(0, MOST_PLACES);
    const more = places.length - shown.length;
    return isFilled(places) ? { kind: 'exact', asked, places: shown, more } : undefined;
  };

  const quoting = around(passagesQuoting(generation, written));
  const found = exact(quoting);
  if (found !== undefined) return found;
  const like = around(passagesLike(generation, written));
  return exact(like) ?? nearest([...quoting, ...like], parts, asked);
}

function isFilled(list: readonly unknown[]): boolean {
  return list.length > 0;
}

function nearest(
  regions: readonly Region[],
  parts: readonly Part[],
  asked: string,
): QuotationCheck {
  const near = nearestOf(regions, parts);
  if (near === undefined) return { kind: 'absent', asked };
  const { place, region, found } = near;
  const core = { text: asked, tokens: found.asked };
  const changes = changesOf(found, core, region);
  return { kind: 'near', asked, place, changes, likeness: found.likeness };
}

function checkedQuotation(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_QUOTATION) {
    throw invalidQuestion(
      `the quotation has ${trimmed.length} characters, over the limit of ${LONGEST_QUOTATION}`,
      'Look up a part of it.',
    );
  }
  if (!writtenTokensOf(trimmed).some(isWord)) {
    throw invalidQuestion(
      trimmed === '' ? 'the quotation is empty' : 'the quotation has no word',
      'Paste the words that you want to look up.',
    );
  }
  return trimmed;
}

function exactPlaces(regions: readonly Region[], parts: readonly Part[]): QuotedPlace[] {
  const places = new Map<string, QuotedPlace>();
  for (const region of regions) {
    for (const spans of exactIn(region.tokens, parts)) {
      const place = placeOf(region, spans);
      if (place !== undefined) places.set(`${spans[0]?.start} ${region.document.id}`, place);
    }
  }
  return [...places.values()].sort(earliestFirst);
}

interface NearPlace {
  readonly found: Near;
  readonly region: Region;
  readonly place: QuotedPlace;
}

function nearestOf(regions: readonly Region[], parts: readonly Part[]): NearPlace | undefined {
  return mostShared(regions, parts)
    .flatMap((region): NearPlace[] => {
      const found = nearIn(region.tokens, parts);
      if (found === undefined) return [];
      const spans = found.stretches.map((stretch) => spanOf(region.tokens, stretch));
      const place = placeOf(region, spans);
      return place === undefined ? [] : [{ found, region, place }];
    })
    .sort((a, b) => b.found.likeness - a.found.likeness || earliestFirst(a.place, b.place))[0];
}

function mostShared(regions: readonly Region[], parts: readonly Part[]): Region[] {
  const asked = new Map(
    parts.flatMap(({ core }) => core.map((token) => [token.key.toLowerCase(), weightOf(token)])),
  );
  const length = parts.reduce((sum, { core }) => sum + core.length, 0);
  let cells = 0;
  return regions
    .map((region) => {
      const words = new Set(region.tokens.map(({ key }) => key.toLowerCase()));
      let shared = 0;
      for (const [word, weight] of asked) if (words.has(word)) shared += weight;
      return { region, shared };
    })
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_ALIGNED)
    .map(({ region }) => region)
    .filter(({ tokens }, i) => {
      cells += tokens.length * length;
      return i === 0 || cells <= MOST_CELLS;
    });
}

/** Who wrote it first, as far as the dates tell. */
function earliestFirst(a: QuotedPlace, b: QuotedPlace): number {
  const [day, other] = [a.document.date ?? '9', b.document.date ?? '9'];
  if (day !== other) return day < other ? -1 : 1;
  const { source } = a.document;
  if (source !== b.document.source) return source < b.document.source ? -1 : 1;
  return (a.quotes[0]?.start ?? 0) - (b.quotes[0]?.start ?? 0);
}
