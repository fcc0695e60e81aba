import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import type { Query } from '../retrieval/query.js';
import type { RankedSentence } from '../retrieval/ranker.js';
import type { Citation, Differing, PassageRef, Support } from './answer.js';
import { answeringWords } from './answering.js';
import { inCompany } from './company.js';
import { type Considered, consideredOf } from './considered.js';
import { supportFor } from './corroboration.js';
import { differingFigures, type Stated } from './differing.js';
import { isDay } from './figure-agreement.js';
import { furtherThan } from './further.js';
import { type QuoteSpan, quoteSpanAt } from './quote-span.js';
import { type NearSentence, surroundingsOf } from './surroundings.js';

const MOST_CITATIONS = 5;
/** Citations shown in any case; more only of an answer, and when about as good as the first. */
const FEW_CITATIONS = 3;
const ABOUT_AS_GOOD = 0.5;
/** Code units on either side of a quote by which a copy of its document is known. */
const AROUND = 6_000;

/** What is to be shown, not yet compared with the documents. */
export interface Draft {
  readonly citations: readonly Citation[];
  readonly support: Support;
  readonly differing: readonly Differing[];
  readonly further: readonly PassageRef[];
}

interface Chosen extends Considered {
  readonly citation: Citation;
}

/**
 * The best sentences as citations; one below the cut comes in where it gives another figure.
 *
 * @param confidence of the best sentence, 0…1.
 * @param isAnswer whether it is presented as the answer.
 */
export function draftCitations(
  generation: Generation,
  query: Query,
  ranked: readonly RankedSentence[],
  confidence: number,
  isAnswer: boolean,
): Draft {
  const chosen: Chosen[] = [];
  const left: Considered[] = [];
  const add = (one: Considered) => {
    const fits = ({ quote }: QuoteSpan) => !isShown(chosen, one, quote);
    const spans = spansOf(generation, one, isAnswer).find(fits);
    if (spans === undefined) return;
    chosen.push({ ...one, citation: citationOf(generation, query, one, chosen.length + 1, spans) });
  };
  const considered = consideredOf(generation, ranked, confidence);
  for (const one of considered) {
    const worthMore = isAnswer && one.score >= ABOUT_AS_GOOD * confidence;
    if (isShown(chosen, one, one.item.sentence)) continue;
    if (chosen.length < (worthMore ? MOST_CITATIONS : FEW_CITATIONS)) add(one);
    else left.push(one);
  }
  const shown = chosen.length;
  const all = [...chosen, ...left];
  const groups = differingFigures(
    query,
    all.map(({ statement }) => statement),
  ).filter((group) => group.some(({ statement }) => statement < shown));
  const differing = new Set(groups.flat().map(({ statement }) => all[statement]));
  for (const one of left) if (differing.has(one) && chosen.length < MOST_CITATIONS) add(one);
  const citations = chosen.map(({ citation }) => citation);
  return {
    citations,
    further: furtherThan(citations, considered),
    support: supportFor(
      query,
      chosen.map((one) => witnessOf(generation, one)),
    ),
    differing: groups.map((group) => differingOf(group, all, chosen)),
  };
}

/** The figures of a group as slices of the quotes of those that are shown. */
function differingOf(
  group: readonly Stated[],
  all: readonly Considered[],
  chosen: readonly Chosen[],
): Differing {
  const figures = group.flatMap(({ statement, figure }) => {
    const own = chosen.find(({ item }) => item === all[statement]?.item);
    if (own === undefined) return [];
    const { start } = own.item.sentence;
    const span = { start: start + figure.start, end: start + figure.end };
    return [{ rank: own.citation.rank, ...span, text: figure.text }];
  });
  return { kind: group.some(({ figure }) => isDay(figure)) ? 'days' : 'figures', figures };
}

/** Whether better citations show a part of a quote for a sentence. */
function isShown(chosen: readonly Chosen[], { item }: Considered, quote: Span): boolean {
  const { source } = item.candidate.document.info;
  return chosen.some(
    ({ citation: { document, quote: shown } }) =>
      document.source === source && quote.start < shown.end && shown.start < quote.end,
  );
}

/** What is quoted for a sentence, and who says it. */
export function quoteSpanOf(
  generation: Generation,
  one: Pick<Considered, 'item' | 'statement'>,
  isAnswer: boolean,
): QuoteSpan {
  return spansOf(generation, one, isAnswer)[0];
}

/** What may be quoted for a sentence: as a reader wants it, and less where that is shown already. */
function spansOf(
  generation: Generation,
  { item: { candidate, sentence }, statement }: Pick<Considered, 'item' | 'statement'>,
  isAnswer: boolean,
): readonly [QuoteSpan, ...QuoteSpan[]] {
  const surroundings = surroundingsOf(generation, candidate.passage, sentence.start);
  const own = surroundings.sentences[surroundings.position] as NearSentence;
  const spans = quoteSpanAt(surroundings, statement.voice);
  const alone = quoteSpanAt({ sentences: [own], position: 0 }, statement.voice);
  return isAnswer ? [spans, alone] : [inCompany(surroundings, spans), spans, alone];
}

function citationOf(
  generation: Generation,
  query: Query,
  { item, alsoIn, score }: Considered,
  rank: number,
  spans: QuoteSpan,
): Citation {
  const { document } = item.candidate;
  const text = generation.text(document.id);
  const slice = ({ start, end }: Span) => ({
    start,
    end,
    text: text.slice(start, end),
  });
  return {
    rank,
    document: document.info,
    passage: spans.passage,
    quote: slice(spans.quote),
    answering: answeringWords(generation, query, item, spans.quote),
    ...(spans.speaker === undefined ? {} : { speaker: slice(spans.speaker) }),
    score,
    alsoIn,
  };
}

function witnessOf(generation: Generation, { citation, statement, item }: Chosen) {
  const { document, quote, score, alsoIn } = citation;
  const text = generation.text(item.candidate.document.id);
  return {
    statement,
    document,
    score,
    repeatedIn: alsoIn
      .map(({ source }) => source)
      .filter((source) => source !== document.source && isReadable(generation, source)),
    around: () => text.slice(Math.max(0, quote.start - AROUND), quote.end + AROUND),
  };
}

function isReadable(generation: Generation, source: string): boolean {
  return generation.verifiedText(source) !== undefined;
}
