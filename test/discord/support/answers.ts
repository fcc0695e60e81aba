import fc from 'fast-check';
import type {
  Answer,
  Citation,
  Differing,
  PassageContext,
  PassageRef,
  Quote,
} from '../../../src/answer/answer.js';
import type { DocumentInfo, Span } from '../../../src/corpus/document.js';
import { LIMITS } from '../../../src/discord/limits.js';
import type { Reply } from '../../../src/discord/rendering/reply.js';
import { nastyText } from './markdown.js';

export const DOCUMENT: DocumentInfo = {
  source: 'harbour/notice.md',
  sha256: '0123456789abcdef'.repeat(4),
  title: 'Notice to Mariners',
  publisher: 'Harbour Office',
  site: 'harbour.example',
  url: 'https://harbour.example/notices/12',
  date: '2025-03-04',
};

export function citation(change: Partial<Citation> = {}): Citation {
  const text = 'The eastern pier is closed\nuntil the end of May.';
  return {
    rank: 1,
    document: DOCUMENT,
    passage: { start: 100, end: 300 },
    quote: { start: 120, end: 120 + text.length, text },
    score: 0.8,
    answering: [],
    alsoIn: [],
    ...change,
  };
}

export function answer(change: Partial<Answer> = {}): Answer {
  return {
    question: 'Which pier is closed?',
    kind: 'quoted',
    confidence: 0.8,
    citations: [citation()],
    further: [],
    tookMs: 1,
    ...change,
  };
}

const long = (repeat: number) =>
  fc.tuple(nastyText(), fc.integer({ min: 1, max: repeat })).map(([text, n]) => text.repeat(n));

export const anyDocument: fc.Arbitrary<DocumentInfo> = fc.record(
  {
    source: long(5).map((text) => `a${text}`),
    sha256: fc.constant(DOCUMENT.sha256),
    title: long(8),
    publisher: long(4),
    site: fc.domain(),
    url: fc.oneof(
      fc
        .tuple(fc.domain(), fc.string())
        .map(([host, rest]) => `https://${host}/${encodeURI(rest)}`),
      fc.constantFrom(
        'javascript:alert(1)',
        'file:///etc',
        'nonsense',
        `https://a.example/${'(x)'.repeat(400)}`,
      ),
    ),
    authors: fc.array(long(3), { maxLength: 30 }),
    date: fc.constant('2025-11-23'),
    tags: fc.array(nastyText(), { maxLength: 40 }),
  },
  { requiredKeys: ['source', 'sha256', 'title'] },
);

const anyQuote = long(120).map((text) => ({ start: 10, end: 10 + text.length, text }));

/** Sorted, disjoint, and anywhere in the quote. */
export const anySpans = (quote: Quote): fc.Arbitrary<Span[]> =>
  fc
    .uniqueArray(fc.integer({ min: quote.start, max: quote.end }), { maxLength: 12 })
    .map((bounds) => bounds.sort((a, b) => a - b))
    .map((bounds) =>
      bounds.flatMap((start, index) => {
        const end = bounds[index + 1];
        return index % 2 === 1 || end === undefined ? [] : [{ start, end }];
      }),
    );

const anyCitation: fc.Arbitrary<Citation> = fc
  .record(
    {
      rank: fc.constant(1),
      document: anyDocument,
      passage: fc.constant({ start: 10_000_000, end: 20_000_000 }),
      quote: anyQuote,
      answering: fc.constant<Span[]>([]),
      speaker: anyQuote,
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      alsoIn: fc.array(fc.record({ source: long(5), start: fc.nat(), end: fc.nat() }), {
        maxLength: 9,
      }),
    },
    { requiredKeys: ['rank', 'document', 'passage', 'quote', 'answering', 'score', 'alsoIn'] },
  )
  .chain((citation) => anySpans(citation.quote).map((answering) => ({ ...citation, answering })));

/** As large as documents and passages get, and larger. */
export const anyRef: fc.Arbitrary<PassageRef> = fc
  .tuple(
    fc.stringMatching(/^[0-9a-f]{64}$/),
    fc.stringMatching(/^[0-9a-f]{64}$/),
    fc.nat(100_000_000),
    fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 100_000_000 })),
  )
  .map(([sha256, sourceSha256, start, length]) => ({
    sha256,
    sourceSha256,
    start,
    end: start + length,
  }));

const anyDiffering: fc.Arbitrary<Differing[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('figures' as const, 'days' as const),
    figures: fc.array(
      fc.record({ rank: fc.constant(5), start: fc.nat(), end: fc.nat(), text: long(20) }),
      { minLength: 2, maxLength: 9 },
    ),
  }),
  { maxLength: 4 },
);

export const anyAnswer: fc.Arbitrary<Answer> = fc
  .tuple(
    fc.constantFrom('quoted' as const, 'closest' as const, 'none' as const),
    fc.array(anyCitation, { minLength: 1, maxLength: 5 }),
    long(30),
    fc.double({ min: 0, max: 1, noNaN: true }),
    anyDiffering,
    fc.record({ independent: fc.nat(), repeating: fc.nat() }),
    fc.array(long(8), { maxLength: 6 }),
    fc.boolean(),
    fc.array(anyRef, { maxLength: 5 }),
  )
  .map(
    ([kind, citations, question, confidence, differing, support, texts, isSmallTalk, further]) => ({
      question,
      ...(texts[0] === undefined ? {} : { resolved: texts[0] }),
      kind,
      confidence,
      further: kind === 'none' ? [] : further,
      citations: kind === 'none' ? [] : citations.map((c, index) => ({ ...c, rank: index + 1 })),
      ...(kind === 'quoted' ? { support } : { unsupported: texts }),
      ...(kind === 'none' ? { reason: question, topics: texts.slice(0, 3) } : { differing }),
      ...(kind === 'none' && isSmallTalk ? { smallTalk: true as const } : {}),
      tookMs: 1,
    }),
  );

export const anyContext: fc.Arbitrary<PassageContext> = fc.record({
  document: anyDocument,
  before: fc.array(anyQuote, { maxLength: 4 }),
  passage: anyQuote,
  after: fc.array(anyQuote, { maxLength: 4 }),
});

/** Every limit of Discord's that a reply breaks. */
export function brokenLimits(reply: Reply): string[] {
  const broken: string[] = [];
  const check = (what: string, length: number, limit: number) => {
    if (length > limit) broken.push(`${what}: ${length} > ${limit}`);
  };
  const embeds = reply.embeds ?? [];
  check('content', reply.content?.length ?? 0, LIMITS.messageContent);
  check('embeds', embeds.length, LIMITS.embeds);
  let total = 0;
  for (const { title = '', description = '', fields = [], footer } of embeds) {
    check('title', title.length, LIMITS.embedTitle);
    check('description', description.length, LIMITS.embedDescription);
    check('fields', fields.length, LIMITS.embedFields);
    total += title.length + description.length + (footer?.text.length ?? 0);
    for (const { name, value } of fields) {
      check('field name', name.length, LIMITS.fieldName);
      check('field value', value.length, LIMITS.fieldValue);
      if (name.trim() === '' || value.trim() === '') broken.push('an empty field');
      total += name.length + value.length;
    }
  }
  check('sum of embeds', total, LIMITS.embedTotal);
  const rows = reply.components ?? [];
  check('rows', rows.length, LIMITS.rows);
  for (const { components } of rows) {
    check('buttons in a row', components.length, LIMITS.buttonsPerRow);
    if (components.length === 0) broken.push('an empty row');
  }
  const ids = idsOf(reply);
  for (const id of ids) check('custom id', id.length, LIMITS.customId);
  if (new Set(ids).size !== ids.length) broken.push('a custom id twice');
  return broken;
}

export function idsOf(reply: Reply): string[] {
  return (reply.components ?? []).flatMap((row) =>
    row.components.flatMap((component) => ('custom_id' in component ? [component.custom_id] : [])),
  );
}

export function textOf(reply: Reply): string {
  const embeds = reply.embeds ?? [];
  return [
    reply.content ?? '',
    ...embeds.map(({ description }) => description ?? ''),
    ...embeds.flatMap(({ fields = [] }) => fields.map(({ name, value }) => `${name}: ${value}`)),
  ].join('\n');
}
