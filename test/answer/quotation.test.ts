import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkQuotation } from '../../src/answer/quotation.js';
import { LONGEST_QUOTATION, type QuotationCheck } from '../../src/answer/quotation-check.js';
import { VerbatimError } from '../../src/errors.js';
import type { Generation } from '../../src/index/generation.js';
import { INDEX_FILE, openGeneration } from '../../src/index/store.js';
import { HARBOUR, WIRE } from '../harbour.js';
import { closeAtEnd, openStage } from '../stage.js';
import { temporaryFolder } from '../temporary-folder.js';

const COUNCIL = `# Minutes of the council

The council met on 3 May. It voted 12 to 5 for the non-aggression clause of the har-
bour treaty, “a great step”, as the mayor’s deputy called it. The old clause had cost
$300 million in 5–10 years — more than *any other* rule; 4,800 sailors had lost
their pay.

## What the deputies said

“We don’t regret it… not at all,” said Anna Brandt. The winter was at −5 degrees, and
12.5 % of the take-it-or-
leave-it offers were withdrawn. See [the minutes of April](https://council.example/april).

Nobody spoke of the ferry. A loaf is 1/2 crowns a head.
The session ended at noon, with a vote of thanks to the clerk
who had kept the minutes for forty years.
`;
const WORDS =
  'amber,basin,cargo,drift,ember,fjord,gale,hull,inlet,jetty,keel,ledge,mast,nets,oar,pier,quay,reef,sail,tide'
    .split(',')
    .flatMap((word, i) => [word, `${word}s`, `un${word}`, `${word}${i}`]);

/** Paragraphs of sentences of made-up words, some with a figure, an aside or a quotation. */
const LOG = fc.sample(fc.array(sentence(), { minLength: 12, maxLength: 12 }), {
  numRuns: 20,
  seed: 4,
});

function sentence() {
  const word = fc.constantFrom(...WORDS);
  const part = fc.oneof(
    { weight: 8, arbitrary: word },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 2, max: 99_999 }).map((n) => n.toLocaleString('en')),
    },
    { weight: 1, arbitrary: word.map((one) => `“${one}’s own”`) },
    { weight: 1, arbitrary: word.map((one) => `— ${one} —`) },
    { weight: 1, arbitrary: fc.tuple(word, word).map(([a, b]) => `${a}-${b},`) },
  );
  return fc
    .array(part, { minLength: 8, maxLength: 16 })
    .map((parts) => `The ${parts.join(' ')} ends.`);
}

let generation: Generation;
let documents: Readonly<Record<string, string>>;
let indexDir: string;

beforeAll(async () => {
  const log = LOG.map((paragraph) => paragraph.join(' ')).join('\n\n');
  documents = { ...HARBOUR, 'council.md': COUNCIL, 'log.txt': log };
  const stage = await openStage(documents);
  ({ generation, indexDir } = stage);
});

function check(text: string): QuotationCheck {
  const faults: string[] = [];
  const found = checkQuotation(generation, text, (message) => faults.push(message));
  expect(faults).toEqual([]);
  expect(found.asked).toBe(text.trim());
  for (const { document, passage, quotes } of placesOf(found)) {
    const source = documents[document.source] as string;
    expect(quotes.length).toBeGreaterThan(0);
    for (const { start, end, text: quote } of quotes) {
      expect(start).toBeLessThan(end);
      expect(source.slice(start, end)).toBe(quote);
    }
    expect(passage.start).toBeLessThan(quotes.at(-1)?.end ?? 0);
    expect(passage.end).toBeGreaterThan(quotes[0]?.start ?? 0);
  }
  return found;
}

function placesOf(found: QuotationCheck) {
  if (found.kind === 'absent') return [];
  return found.kind === 'exact' ? found.places : [found.place];
}

/** As wdiff writes it. */
function shown(found: QuotationCheck): string {
  if (found.kind !== 'near') return found.kind;
  const marks = { same: ['', ''], 'only-asked': ['[-', '-]'], 'only-document': ['{+', '+}'] };
  return found.changes
    .map(({ kind, text }) => marks[kind][0] + text.trim().replace(/\s+/g, ' ') + marks[kind][1])
    .join(' ');
}

describe('a quotation of the documents', () => {
  test('is exact wherever it begins and ends, however it is wrapped and its marks are written', () => {
    const all = LOG.flat();
    const from = fc.integer({ min: 0, max: all.length - 1 });
    const swap = fc.record({
      wrap: fc.integer({ min: 20, max: 90 }),
      quotes: fc.constantFrom(['“', '”'], ['"', '"'], ['«', '»'], ['‘', '’']),
      apostrophe: fc.constantFrom("'", '’'),
      dash: fc.constantFrom('—', '–', ' - ', '--'),
    });
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 5 }), swap, (first, count, how) => {
        const text = all.slice(first, first + count).join(' ');
        const written = text
          .replace(/“|”/g, (mark) => how.quotes[mark === '“' ? 0 : 1] as string)
          .replace(/’(?=s)/g, how.apostrophe)
          .replace(/ ?— ?/g, how.dash.includes(' ') ? how.dash : ` ${how.dash} `);
        const found = check(wrapped(written, how.wrap));
        expect(found.kind).toBe('exact');
        const quotes = placesOf(found).flatMap((place) => place.quotes);
        expect(quotes[0]?.text.replace(/\s+/g, ' ')).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test('is not exact, but near, when any one of its words is another', () => {
    const all = LOG.flat();
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.nat(),
        fc.oneof(fc.constantFrom(...WORDS), fc.integer({ min: 100_000 }).map(String)),
        (text, at, other) => {
          const words = text.split(' ');
          const i = at % words.length;
          fc.pre(/\w/.test(words[i] as string) && !words[i]?.includes(other));
          words[i] = other;
          const found = check(words.join(' '));
          expect(found.kind).toBe('near');
          if (found.kind === 'near') {
            const without = (kind: string) => found.changes.filter((one) => one.kind !== kind);
            const joined = (kind: string) =>
              without(kind)
                .map((one) => one.text)
                .join('');
            expect(joined('only-asked')).toBe(found.place.quotes[0]?.text);
            expect(letters(joined('only-document'))).toBe(letters(found.asked));
            expect(without('same')).not.toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ['in another sentence', 'it voted 12 to 5'],
    ['with a comma inside', '“The council met on 3 May,”'],
    ['with the letter that was changed in brackets', '[t]he council met on 3 May'],
    ['over a hyphen at a line end', 'of the harbour treaty'],
    ['over one that belongs there', 'the take-it-or-leave-it offers'],
    ['with the hyphen of the line end left in', 'of the har-bour treaty'],
    ['with other quotation marks in it', "treaty, 'a great step', as the mayor's deputy called it"],
    ['without the emphasis of Markdown', 'more than any other rule'],
    ['with emphasis', 'more than **any other** rule'],
    ['without the address of a link', 'See the minutes of April.'],
    ['with the address of a link', 'See [the minutes of April](https://council.example/april).'],
    ['over paragraphs', 'had lost their pay. What the deputies said “We don’t regret it'],
    ['of a heading', 'What the deputies said'],
    ['with the ellipsis of the document', 'We don’t regret it ... not at all'],
    ['with a figure whole', '−5 degrees, and 12.5 %'],
    ['in decomposed letters and with soft hyphens', 'The co\u00aduncil met on 3 May'],
    ['with a range', '$300 million in 5-10 years'],
  ])('is exact %s', (_, text) => {
    expect(shown(check(text))).toBe('exact');
  });

  test('is shown with as much of its outer marks as the document has', () => {
    const quote = (text: string) => placesOf(check(text))[0]?.quotes[0]?.text;
    expect(quote('“a great step”,')).toBe('“a great step”,');
    expect(quote('“a great step.”')).toBe('“a great step”');
    expect(quote('a great step')).toBe('a great step');
  });

  test.each([
    ['another figure', 'it voted 12 to 6 for', 'It voted 12 to [-6-] {+5+} for'],
    ['another one at the end', 'the council voted 13 to 4', ''],
    [
      'a part of a figure',
      '800 sailors had lost their pay',
      '[-800-] {+4,800+} sailors had lost their pay',
    ],
    [
      'a sign that is left out',
      '5 degrees, and 12.5 % of the',
      '[-5-] {+−5+} degrees, and 12.5 % of the',
    ],
    ['a unit that is left out', 'at −5 degrees, and 12.5', 'at −5 degrees, and 12.5 {+%+}'],
    ['a currency', '€300 million in 5–10 years', '[-€300-] {+$300+} million in 5–10 years'],
    [
      'a currency that is left out',
      '300 million in 5–10 years',
      '[-300-] {+$300+} million in 5–10 years',
    ],
    [
      'half of a range',
      'million in 5 years — more than any other rule',
      'million in 5 {+–10+} years — more than *any other* rule',
    ],
    ['half of a fraction', 'cost 2 crowns a head', '[-cost-] {+1/+} 2 crowns a head'],
    ['half of a compound', 'aggression clause of the', '{+non-+} aggression clause of the'],
    [
      'a magnitude that is left out',
      'the old clause had cost $300',
      'The old clause had cost $300 {+million+}',
    ],
    ['a word left out', 'We regret it… not at all', ''],
    [
      'a question made of it',
      'The session ended at noon?',
      'The session ended at [-noon?-] {+noon+}',
    ],
    ['capitals', 'the COUNCIL met on 3 May', 'The [-COUNCIL-] {+council+} met on 3 May'],
    [
      'a comma',
      'The session ended at noon with a vote of thanks',
      'The session ended at [-noon-] {+noon,+} with a vote of thanks',
    ],
    ['a word added', 'The session finally ended at noon', 'The session [-finally-] ended at noon'],
    ['another first word', 'This session ended at noon', '[-This-] {+The+} session ended at noon'],
    [
      'another last word',
      'a vote of thanks to the mayor',
      'a vote of thanks to the [-mayor-] {+clerk+}',
    ],
    [
      'a change beside an ellipsis',
      'It voted 13 to 5 … for forty years',
      'It voted [-13-] {+12+} to 5 … for forty years',
    ],
  ])('is never exact with %s', (_, text, difference) => {
    const found = check(text);
    expect(found.kind).not.toBe('exact');
    if (difference !== '') expect(shown(found)).toBe(difference);
  });

  test.each([
    'A vote was taken by the council in May, and twelve were in favour',
    'the clerk thanked the council for forty years of sessions',
    'Nothing in the documents holds this at all',
    'ferry ferry ferry ferry ferry',
    'the of and a in to',
    'zoology of cryptocurrencies',
  ])('is absent when the words are others: %s', (text) => {
    expect(shown(check(text))).toBe('absent');
  });

  test.each(['…', '...', '. . .', '[…]', '[...]', '(…)'])(
    'may leave something out where %s stands, and is one quote a part',
    (dots) => {
      const found = check(`“The council met ${dots} voted 12 to 5 ${dots} “a great step””`);
      const [place] = placesOf(found);
      expect(found.kind).toBe('exact');
      expect(place?.quotes.map(({ text }) => text)).toEqual([
        'The council met',
        'voted 12 to 5',
        '“a great step”',
      ]);
    },
  );

  test('is not exact when its parts stand in another order, or in other documents', () => {
    expect(check('voted 12 to 5 … the council met').kind).not.toBe('exact');
    expect(check('The council met on 3 May … Nobody was hurt, and the fish market').kind).not.toBe(
      'exact',
    );
  });

  test('is not exact when any figure of it is another', () => {
    const figures = LOG.flat().filter((text) => / \d/.test(text));
    const alter = fc.constantFrom(
      (figure: string) => figure.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
      (figure: string) => figure.slice(1) || '77',
      (figure: string) => `${figure}0`,
      (figure: string) => `$${figure}`,
      (figure: string) => `-${figure}`,
      (figure: string) => `${figure}%`,
      (figure: string) => `${figure}.5`,
    );
    fc.assert(
      fc.property(fc.constantFrom(...figures), alter, (text, how) => {
        const altered = text.replace(/(?<= )\d[\d,]*/, how);
        expect(check(text).kind).toBe('exact');
        expect(check(altered).kind).toBe('near');
      }),
      { numRuns: 60 },
    );
  });

  test('is not put together from far apart', () => {
    const [first, far] = [LOG.flat()[0] as string, LOG.flat()[60] as string];
    expect(check(`${first} … ${LOG.flat()[3]}`).kind).toBe('exact');
    expect(check(`${first} … ${far}`).kind).toBe('absent');
  });

  test('stands in every document that carries it, the earliest first', () => {
    const found = check(WIRE);
    expect(placesOf(found).map(({ document }) => document.source)).toEqual([
      'harbour/notice.txt',
      'copy.txt',
    ]);
  });

  test('shows three places and counts the others', () => {
    const found = check('the ferry');
    expect(found.kind === 'exact' && [found.places.length, found.more > 0]).toEqual([3, true]);
  });

  test.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['“…” — ***', 'no word'],
    ['word '.repeat(LONGEST_QUOTATION / 4), 'over the limit of 2000'],
  ])('has words, and not too many: %j', (text, said) => {
    const refused = () => checkQuotation(generation, text, () => {});
    expect(refused).toThrow(VerbatimError);
    expect(refused).toThrow(said);
  });

  test.each([
    '… a '.repeat(500),
    'the '.repeat(490),
    `${'. '.repeat(990)}the`,
    `${'"'.repeat(1_990)}the`,
    'x'.repeat(1_999),
    'the … '.repeat(330),
  ])('is looked up in bounded time, even of %j', (text) => {
    const startedAt = performance.now();
    check(text);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test('is never taken from a text that was altered', async () => {
    const copy = join(await temporaryFolder(), 'copy');
    await cp(join(indexDir, generation.manifest.name), copy, { recursive: true });
    const database = new Database(join(copy, INDEX_FILE));
    database.exec("UPDATE documents SET text = replace(text, 'Orlova', 'Orlowa')");
    database.close();
    const altered = closeAtEnd(await openGeneration(copy));
    const faults: string[] = [];
    const found = checkQuotation(altered, WIRE, (message) => faults.push(message));
    expect(placesOf(found).map(({ document }) => document.source)).toEqual(['copy.txt']);
    expect(faults).toEqual([expect.stringContaining('harbour/notice.txt')]);
  });
});

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function wrapped(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) as string;
    if (line.length + word.length < width)
      lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
