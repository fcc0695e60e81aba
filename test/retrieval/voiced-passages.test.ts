import { beforeAll, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { VoicedPassages } from '../../src/retrieval/voiced-passages.js';
import { openStage } from '../stage.js';

let generation: Generation;

const paragraphs = Array.from(
  { length: 70 },
  (_, i) => `We counted the ferries at pier ${i} and found that every one of them was late again.`,
);

beforeAll(async () => {
  ({ generation } = await openStage({
    'call.txt': ['MS. ORLOVA: Good morning.', ...paragraphs, 'Q Why?'].join('\n\n'),
    'news.txt':
      'Harbour master Zdenka Orlova told reporters on Monday that the northern pier had to be closed at once because of a beam that cracked.\n\nShe said that the divers of the office would look at the beam on Tuesday, that nobody knew how long it would take, that the skippers had been told by telephone, and that the lamps at the head of the pier, the cranes behind it and the gate to the yard would be looked at in the same week, if the weather allowed it.\n\nShe added that the ferries would sail from the western quay for the time being, at the same hours as before.',
  }));
});

/** The words that name who speaks in the last but `back` sentence of a document. */
function speakerIn(source: string, back: number): string | undefined {
  const document = generation.find(source)?.id as number;
  const voiced = new VoicedPassages(generation);
  const voices = generation.passagesOf(document).flatMap((passage) => voiced.voices(passage));
  const span = voices.at(-1 - back)?.speakerSpan;
  return span && generation.text(document).slice(span.start, span.end);
}

test('a label is heard to the end of its turn, however many passages that has', () => {
  expect(generation.passagesOf(generation.find('call.txt')?.id as number).length).toBeGreaterThan(
    9,
  );
  expect(speakerIn('call.txt', 1)).toBe('MS. ORLOVA');
  expect(speakerIn('call.txt', 0)).toBeUndefined();
});

test('whom “she” means is known from the passages before', () => {
  expect(generation.passagesOf(generation.find('news.txt')?.id as number).length).toBeGreaterThan(
    1,
  );
  expect(speakerIn('news.txt', 0)).toContain('Zdenka Orlova');
});
