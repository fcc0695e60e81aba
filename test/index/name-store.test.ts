import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesIn } from '../../src/index/name-counter.js';
import type { DocumentNames } from '../../src/index/name-counts.js';
import { CountedNames } from '../../src/index/name-reading.js';
import { peopleOf } from '../../src/index/people.js';
import { emptyStore, passageOf } from './names-in-memory.js';

const TABLES = ['name_counts', 'name_titles', 'name_forms', 'word_cases'];

/** Everything that the tables hold, in the order of their keys. */
const rowsOf = (database: Database.Database) =>
  TABLES.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all());

/** Tables and people of a store that these documents were added to, in this order. */
function outcome(documents: readonly DocumentNames[]) {
  const { database, store } = emptyStore();
  for (const document of documents) store.add(document);
  store.flush();
  return { rows: rowsOf(database), people: peopleOf(new CountedNames(database)) };
}

const GIVEN = [
  'Jane',
  'JANE',
  'Jan',
  'J.',
  'Andriy',
  'Andrii',
  'Andrey',
  'Marianne',
  'Zoë',
  'Élan',
];
const MIDDLE = ['', '', '', 'A. ', 'B. ', 'van der '];
const SURNAME = ['Roe', 'ROE', 'Zelmansky', 'Zelmanskyy', 'Price', 'Smith-Jones', 'Łask', 'Вега'];
const name = fc
  .tuple(fc.constantFrom(...GIVEN), fc.constantFrom(...MIDDLE), fc.constantFrom(...SURNAME))
  .map(([given, middle, surname]) => `${given} ${middle}${surname}`);
const alone = fc.constantFrom(...SURNAME);
const title = fc.constantFrom('', 'Mr. ', 'President ', 'Norlandic President ', 'Army Secretary ');
const sentence = fc.oneof(
  fc.tuple(title, fc.oneof(name, alone)).map(([title, name]) => `${title}${name} spoke, he said.`),
  name.map((name) => `Then ${name}, the foreign minister of Norland, who left, told us so.`),
  alone.map((surname) => `The price of ${surname.toLowerCase()} rose in ${surname}.`),
  fc.constantFrom('She left.', 'He stayed.'),
);
const passage = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const document = fc
  .array(passage, { minLength: 1, maxLength: 3 })
  .map((passages) => namesIn(passages.map(passageOf)));

describe('the names of a set of documents', () => {
  test('depend on the set alone, whatever was added and taken out before and in which order', () => {
    const steps = fc.array(fc.record({ document: fc.nat(), flushes: fc.boolean() }), {
      maxLength: 30,
    });
    const corpus = fc.array(document, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(corpus, steps, fc.infiniteStream(fc.nat()), (documents, steps, random) => {
        const { database, store } = emptyStore();
        const present = new Set<DocumentNames>();
        for (const step of steps) {
          const document = documents[step.document % documents.length] as DocumentNames;
          if (present.delete(document)) store.remove(document);
          else {
            store.add(document);
            present.add(document);
          }
          if (step.flushes) store.flush();
        }
        store.flush();
        const shuffled = [...present]
          .map((document) => ({ document, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ document }) => document);
        expect({
          rows: rowsOf(database),
          people: peopleOf(new CountedNames(database)),
        }).toEqual(outcome(shuffled));
      }),
      { numRuns: 100 },
    );
  });

  test('are found among the documents that the property is tried on', () => {
    const people = fc.sample(document, { numRuns: 300, seed: 7 });
    expect(outcome(people).people.people.length).toBeGreaterThan(5);
  });

  test('are gone with the last document, however odd its text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (lines) => {
        const odd = `President Ａ${lines.join(' Jane \uFDFA')} Roe said\n Mr. ${lines.join('\n')}`;
        const { database, store } = emptyStore();
        const names = namesIn([passageOf(odd)]);
        store.add(names);
        store.flush();
        peopleOf(new CountedNames(database));
        expect(rowsOf(database).flat().length).toBeGreaterThan(0);
        store.remove(names);
        store.flush();
        expect(rowsOf(database)).toEqual([[], [], [], []]);
      }),
    );
  });

  test('are not taken out of a store that they were never added to', () => {
    const [one, other] = ['Mr. Otto Brandt left.', 'Mr. Ivo Dorn left.'].map((text) =>
      namesIn([passageOf(text)]),
    ) as [DocumentNames, DocumentNames];
    const { store } = emptyStore();
    store.add(one);
    store.flush();
    store.remove(other);
    expect(() => store.flush()).toThrow(/CHECK constraint failed/);
  });

  test('are not taken out twice', () => {
    const names = namesIn([passageOf('Mr. Otto Brandt left. Then Mr. Otto Brandt came.')]);
    const twice = namesIn([passageOf('Mr. Otto Brandt left.')]);
    const { store } = emptyStore();
    store.add(names);
    store.flush();
    for (let i = 0; i < 3; i++) store.remove(twice);
    expect(() => store.flush()).toThrow(/CHECK constraint failed/);
  });
});

describe('what is kept of a name', () => {
  const written = (...texts: string[]) =>
    outcome(texts.map((text) => namesIn([passageOf(text)]))).people.people.map(({ name }) => name);

  test('is how it is written most, and not all in capitals if it is ever written otherwise', () => {
    const loud = 'Mr. OTTO BRANDT said so.';
    const accents = 'Mr. Óttó Brandt said so.';
    const plain = 'Mr. Otto Brandt said so.';
    expect(written(loud, loud, accents)).toEqual(['Óttó Brandt']);
    expect(written(loud, accents, plain, plain)).toEqual(['Otto Brandt']);
    expect(written(plain, accents, accents)).toEqual(['Óttó Brandt']);
    expect(written(accents, plain)).toEqual(['Otto Brandt']);
    expect(written(loud)).toEqual(['OTTO BRANDT']);
  });

  test('are the titles used most, whichever came first', () => {
    const kinds = Array.from(
      { length: 30 },
      (_, i) => `Q${String.fromCharCode(97 + (i % 26))}x${i}`,
    );
    const rare = kinds.map((kind) => `${kind} President Otto Brandt said so.`);
    const common = 'Army Secretary Otto Brandt said so.';
    const titles = (...texts: string[]) =>
      outcome(texts.map((text) => namesIn([passageOf(text)]))).people.titles;
    expect(titles(...rare, common, common)).toEqual(titles(common, ...rare, common));
    const keys = titles(...rare, common, common).map(({ words }) => words);
    expect(keys).toContain('army secretary');
    expect(keys.filter((key) => key.startsWith('president '))).toHaveLength(23);
  });
});
