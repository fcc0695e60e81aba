import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteSpanAt } from '../../src/answer/quote-span.js';
import type { Surroundings } from '../../src/answer/surroundings.js';
import { wordsOf } from '../../src/index/words.js';
import { type Voice, voicesOf } from '../../src/retrieval/speakers.js';
import { floorsIn } from '../../src/retrieval/transcript.js';
import { documentOf, surroundings } from './statements.js';

/** Who speaks in a sentence, of people that the corpus does not know. */
function voiceAt({ sentences, position }: Surroundings): Voice {
  const floors = floorsIn(documentOf({ sentences, position }), () => undefined);
  const read = sentences.map(({ text, start }) => {
    return { text, start, words: wordsOf(text), mentions: [] };
  });
  return voicesOf(read, floors)[position] as Voice;
}

/** The quote of the sentence marked with `>`, and its speaker when that is beside it. */
function quoted(...written: string[]) {
  const position = written.findIndex((text) => text.trimStart().startsWith('>'));
  const near = surroundings(position, ...written.map((text) => text.replace('>', '')));
  const text = documentOf(near);
  const { quote, passage, speaker } = quoteSpanAt(near, voiceAt(near));
  expect(passage.start).toBeLessThanOrEqual(quote.start);
  expect(passage.end).toBeGreaterThanOrEqual(quote.end);
  return {
    quote: text.slice(quote.start, quote.end),
    ...(speaker === undefined ? {} : { speaker: text.slice(speaker.start, speaker.end) }),
  };
}

const NEWS = 'The harbour was quiet on Friday.';
const ORLOVA = 'Harbour master Zdenka Orlova said the pier was closed.';

describe('a quote', () => {
  test.each([
    'The pier is reportedly closed, according to a clerk.',
    'The pier is not closed, he suggested, or not yet.',
    'The ferry may sail at noon, the office said.',
    '“The pier is closed,” said Zdenka Orlova, who did not say why.',
  ])('is the whole sentence, hedges, denials and attribution included: %s', (sentence) => {
    expect(quoted(NEWS, `>${sentence}`, NEWS).quote).toContain(sentence);
  });

  test.each([
    'She reopened it in May.',
    'But they never came back.',
    'His office denied it.',
    'It opened again in May.',
    'This was not the first time.',
    'Those were the last to leave.',
    'When asked, he shook his head.',
    'In a letter on Monday, she resigned.',
    'However, they stayed.',
    'The pier would reopen, he said.',
  ])('brings the sentence before a subject that is only a pronoun: %s', (sentence) => {
    expect(quoted(NEWS, `>${sentence}`).quote).toBe(`${NEWS} ${sentence}`);
  });

  test.each([
    'This plan would close the pier.',
    'That beam cracked in March.',
    'These repairs take a month.',
    'It is clear that the pier must close.',
    'It’s important to keep the ferry.',
    'It remains unclear whether the ferry sails.',
    'Iteration after iteration, the beam cracked.',
    'When Orlova was asked, she shook her head.',
    'The clerk left because he was tired.',
    'Theory aside, the pier is closed.',
  ])('stands alone when its subject says what it is about: %s', (sentence) => {
    expect(quoted(NEWS, `>${sentence}`).quote).toBe(sentence);
  });

  test.each([
    'The office set out its conditions:',
    'Skippers must do the following.',
    'She wrote:',
  ])('brings the sentence after one that only announces: %s', (sentence) => {
    expect(quoted(`>${sentence}`, '\nMoor at the western quay.').quote).toBe(
      `${sentence}\n\nMoor at the western quay.`,
    );
  });

  test('brings the first item of a list that it counts, and nothing that is no list', () => {
    const counts = 'The office named three conditions for skippers.';
    const first = 'First, moor at the western quay.';
    expect(quoted(`>${counts}`, first, 'Second, pay.').quote).toBe(`${counts} ${first}`);
    expect(quoted(`>${counts}`, `\n- Moor at the quay.`).quote).toContain('- Moor');
    expect(quoted(`>${counts}`, 'Nobody met them.').quote).toBe(counts);
  });

  test('never brings a heading, nor what does not adjoin', () => {
    expect(quoted('# Harbour news', '\n>She reopened it.').quote).toBe('She reopened it.');
    expect(quoted('>The conditions are:', '\n# Harbour news').quote).toBe('The conditions are:');
    const near = surroundings(1, NEWS, 'She reopened it.');
    const apart = near.sentences.map((one, i) => (i === 1 ? { ...one, gap: ' [Menu] ' } : one));
    const { quote } = quoteSpanAt({ sentences: apart, position: 1 }, voiceAt(near));
    expect(quote.start).toBe(near.sentences[1]?.start);
  });

  test('is one range of at most two sentences, whatever stands around it', () => {
    const sentence = fc.constantFrom(
      NEWS,
      ORLOVA,
      '“We close it.”',
      'He said:',
      'She did.',
      '\n“We wait,” he added.',
      '# News',
      'MS. ORLOVA: Thank you.',
      'First, this.',
    );
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 9 }), fc.nat(8), (all, at) => {
        const near = surroundings(at % all.length, ...all);
        const own = near.sentences[near.position];
        const { quote, speaker } = quoteSpanAt(near, voiceAt(near));
        const held = near.sentences.filter(
          ({ start, end }) => quote.start <= start && end <= quote.end,
        );
        expect(held.length).toBeLessThanOrEqual(2);
        expect(held).toContain(own);
        expect([held[0]?.start, held.at(-1)?.end]).toEqual([quote.start, quote.end]);
        if (speaker !== undefined) expect(speaker.end - speaker.start).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the speaker of a quotation', () => {
  test('comes with the sentence before, when that names her', () => {
    expect(quoted(ORLOVA, '>“The beam cracked in March.”')).toEqual({
      quote: `${ORLOVA} “The beam cracked in March.”`,
    });
    expect(quoted(ORLOVA, '>“The beam cracked in March,” she said.').quote).toContain(ORLOVA);
  });

  test('comes with the sentence after, when only that names her', () => {
    const after = 'Harbour master Zdenka Orlova told reporters so on Monday.';
    expect(quoted(NEWS, '>“The beam cracked in March.”', after)).toEqual({
      quote: `“The beam cracked in March.” ${after}`,
    });
  });

  test('stands beside the quote when it is named further back in the same speech', () => {
    const told = 'On Monday, harbour master Zdenka Orlova told reporters about it.';
    expect(
      quoted(told, 'She said the beam was old.', '>She added that divers would look.'),
    ).toEqual({
      quote: 'She added that divers would look.',
      speaker: 'harbour master Zdenka Orlova',
    });
    expect(quoted(ORLOVA, '“It cracked.”', '“It was old.”', '>“Divers will look.”')).toEqual({
      quote: '“Divers will look.”',
      speaker: 'Harbour master Zdenka Orlova',
    });
  });

  test('is looked for in a quotation that goes on over several sentences', () => {
    const begun = 'Captain Ilse Maran wrote: “The beam cracked.';
    expect(quoted(begun, 'It was old.', '>Divers looked at the beam.', 'Nobody came.”')).toEqual({
      quote: 'Divers looked at the beam.',
      speaker: 'Captain Ilse Maran',
    });
  });

  test('is the label of a transcript, with the title', () => {
    const turns = ['MS. ORLOVA:  Thank you.', '\nQ  Is the pier closed?', '\nMR. KIERAN:  It is.'];
    expect(
      quoted(...turns, 'The beam is old.', '\n>Divers will look at it.', '\nQ  When?'),
    ).toEqual({
      quote: 'Divers will look at it.',
      speaker: 'MR. KIERAN',
    });
    expect(quoted(...turns.slice(0, 2), '>Or only the beam?')).toEqual({
      quote: 'Or only the beam?',
    });
  });

  test.each([
    ['a sentence that is no speech', [ORLOVA, '>The ferry sails at noon.']],
    ['a quotation that says whose it is', [ORLOVA, '>“I sail,” said Ilse Maran.']],
    ['words of a document', [ORLOVA, '>The office said the pier was closed.']],
    ['a phrase in quotation marks', [ORLOVA, '>“Zero wind” was the word of the day in town.']],
    [
      'a quotation after a sentence of nobody’s',
      ['Ilse Maran sailed.', '>“We go,” a sailor said.'],
    ],
    ['a quotation behind a heading', [ORLOVA, '\n# News', '\n>“Divers will look.”']],
    ['a quotation behind a story', [ORLOVA, NEWS, '>“Divers will look.”']],
    ['a lone note', ['\nNOTE: The pier is closed.', '\n>The ferry sails.']],
  ])('is not guessed for %s', (_, written) => {
    const shown = quoted(...written);
    expect(shown.speaker).toBeUndefined();
    expect(shown.quote).not.toContain(ORLOVA);
  });
});
