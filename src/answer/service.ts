import type { DocumentInfo, Span } from '../corpus/document.js';
import type { Embedder } from '../embedding/embedder.js';
import { VerbatimError } from '../errors.js';
import type { CurrentGeneration } from '../index/current.js';
import type { StoredPassage } from '../index/rows.js';
import type { RankerWeights } from '../retrieval/ranker.js';
import { retrieve } from '../retrieval/retrieve.js';
import {
  type Answer,
  type AnswerService,
  type DocumentOpening,
  type IndexSummary,
  LONGEST_QUESTION,
  type PassageContext,
  type PassageRef,
  type Question,
  type Quote,
} from './answer.js';
import { compose } from './compose.js';
import { beginningOf } from './plain-text.js';

/** Code units of the document shown before and behind a passage, rounded to whole passages. */
const CONTEXT = 600;
/** Code units of the beginning of a document; no face has room for more. */
const OPENING = 3_000;

/** Fewer digits may begin the hash of another document. */
const HASH_PREFIX = /^[0-9a-f]{12,64}$/;

export interface AnswererOptions {
  readonly current: CurrentGeneration;
  readonly embedder: Embedder;
  readonly weights: RankerWeights;
  /** Hears of quotes that did not match their document. */
  readonly onFault: (message: string) => void;
}

/** Answers from the current generation; the one place where the faces meet the index. */
export class Answerer implements AnswerService {
  readonly #options: AnswererOptions;

  constructor(options: AnswererOptions) {
    this.#options = options;
  }

  async ask(question: Question): Promise<Answer> {
    const startedAt = performance.now();
    const { current, embedder, weights, onFault } = this.#options;
    const text = checked(question);
    return current.use(async (generation) => {
      if (question.source !== undefined && generation.find(question.source) === undefined) {
        throw invalid(
          `there is no document ${question.source}`,
          'Take a name from the list of sources.',
        );
      }
      const retrieved = await retrieve(generation, embedder, text, question);
      const composed = compose(generation, retrieved, weights, onFault);
      return { question: text, ...composed, tookMs: performance.now() - startedAt };
    });
  }

  documents(): readonly DocumentInfo[] {
    return this.#options.current.generation.documents.map(({ info }) => info);
  }

  read(source: string): DocumentOpening | undefined {
    const { generation } = this.#options.current;
    const stored = generation.find(source);
    const text = generation.verifiedText(source);
    if (stored === undefined || text === undefined) return undefined;
    const all = slices(text, generation.passagesOf(stored.id).flatMap(paragraphsOf));
    const opening = beginning(all, OPENING);
    const goesOn = opening.at(-1)?.end !== all.at(-1)?.end;
    return { document: stored.info, length: text.length, opening, goesOn };
  }

  context(ref: PassageRef): PassageContext | undefined {
    const { generation } = this.#options.current;
    if (!HASH_PREFIX.test(ref.sha256)) return undefined;
    const stored = generation.documents.find(({ info }) => info.sha256.startsWith(ref.sha256));
    if (stored === undefined) return undefined;
    const text = generation.verifiedText(stored.info.source);
    if (text === undefined || !(ref.start >= 0 && ref.start < ref.end && ref.end <= text.length)) {
      return undefined;
    }
    const { start, end } = ref;
    const near = generation
      .passagesOf(stored.id)
      .filter((passage) => passage.end >= start - CONTEXT && passage.start <= end + CONTEXT)
      .flatMap(paragraphsOf);
    return {
      document: stored.info,
      before: slices(
        text,
        near.map((p) => ({ start: p.start, end: Math.min(p.end, start) })),
      ),
      passage: { start, end, text: text.slice(start, end) },
      after: slices(
        text,
        near.map((p) => ({ start: Math.max(p.start, end), end: p.end })),
      ),
    };
  }

  about(): IndexSummary {
    const { name, builtAt, documents, passages, model } = this.#options.current.generation.manifest;
    return { generation: name, builtAt, documents, passages, model };
  }
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

/** The first of `quotes`, `length` code units together; the last may be a part of one. */
function beginning(quotes: readonly Quote[], length: number): Quote[] {
  const taken: Quote[] = [];
  let left = length;
  for (const { start, text: whole } of quotes) {
    const text = beginningOf(whole, left);
    if (text === '') break;
    taken.push({ start, end: start + text.length, text });
    left -= text.length;
  }
  return taken;
}

/** @throws VerbatimError `invalid-question` that names what is wrong. */
function checked({ text, after, before }: Question): string {
  const trimmed = text.trim();
  if (trimmed === '') throw invalid('the question is empty', 'Ask in your own words.');
  if (trimmed.length > LONGEST_QUESTION) {
    throw invalid(
      `the question has ${trimmed.length} characters, over the limit of ${LONGEST_QUESTION}`,
      'Ask more briefly.',
    );
  }
  for (const [name, day] of Object.entries({ after, before })) {
    if (day !== undefined && !isCalendarDate(day)) {
      throw invalid(`"${name}" is no calendar date`, 'Write it as YYYY-MM-DD.');
    }
  }
  if (after !== undefined && before !== undefined && after > before) {
    throw invalid('"after" is later than "before"', 'Exchange the two dates.');
  }
  return trimmed;
}

function isCalendarDate(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(day)
  );
}

function invalid(message: string, remedy: string): VerbatimError {
  return new VerbatimError('invalid-question', message, remedy);
}
