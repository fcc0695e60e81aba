import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/index/words.js';
import type { Mention } from '../../src/retrieval/mention.js';
import { voicesOf } from '../../src/retrieval/speakers.js';
import { floorsIn } from '../../src/retrieval/transcript.js';

/** People of these tests by surname; a concept is `person:` and the surname. */
const PEOPLE = ['vance', 'arrel', 'dorn', 'brandt'];
const GIVEN = ['leora', 'tomas', 'ilva', 'otto'];

function mentionsIn(text: string): Mention[] {
  return wordsOf(text).flatMap(({ word }, at, words) => {
    const person = PEOPLE.indexOf(word);
    if (person < 0) return [];
    const from = words[at - 1]?.word === GIVEN[person] ? at - 1 : at;
    return [{ concept: `person:${word}`, from, to: at + 1, weight: 1 }];
  });
}

/** Of each sentence, one a line: `speech`, who speaks, and `he=` of whom a pronoun means. */
function heard(...sentences: string[]): string[] {
  const document = sentences.join('\n');
  let start = 0;
  const voiced = sentences.map((written) => {
    const text = written.trimStart();
    start += written.length - text.length;
    const sentence = { text, start, words: wordsOf(text), mentions: mentionsIn(text) };
    start += text.length + 1;
    return sentence;
  });
  const floors = floorsIn(document, (name) => mentionsIn(name)[0]?.concept);
  return voicesOf(voiced, floors).map(({ speaker, speakerSpan: span, subject, speech }) => {
    const words = span === undefined ? '' : document.slice(span.start, span.end);
    const who = speaker?.replace('person:', '@') ?? words;
    return [speech, who, subject === undefined ? '' : `he=${subject.replace('person:', '@')}`]
      .filter(Boolean)
      .join(' ');
  });
}

describe('who speaks', () => {
  test('stands before the verb, with a title or what is put between', () => {
    expect(heard('Harbour President Leora Vance said the talks went well.')).toEqual([
      'reported @vance',
    ]);
    expect(heard('Vance, who met Arrel at noon, said the talks went well.')).toEqual([
      'reported @vance',
    ]);
    expect(heard('Vance had previously warned of delays.')).toEqual(['reported @vance']);
    expect(heard('Vance and her team confirmed the date.')).toEqual(['reported @vance']);
  });

  test('stands behind the verb or at the end', () => {
    expect(heard('“We have moved forward a lot,” said harbour envoy Tomas Arrel.')).toEqual([
      'quotation @arrel',
    ]);
    expect(heard('The talks will go on, Arrel said.')).toEqual(['reported @arrel']);
    expect(heard('The talks went well, according to Arrel.')).toEqual(['reported @arrel']);
  });

  test('may be no person', () => {
    expect(heard('The Harbour Council said it was glad.')).toEqual([
      'reported The Harbour Council',
    ]);
    expect(
      heard('The joint note described the talks as open.', 'It noted that more will come.'),
    ).toEqual(['reported The joint note', 'reported The joint note']);
  });

  test('is nobody when nothing is said', () => {
    expect(heard('Vance met Arrel in the harbour.', 'The ferry left at noon.')).toEqual([
      'none',
      'none',
    ]);
    expect(heard('The gate is called Vance.')).toEqual(['none']);
    expect(heard('A “storm wall” was built.')).toEqual(['none']);
  });

  test('goes on in a quotation without words around it', () => {
    expect(
      heard('“It is a long way to go,” Dorn wrote.', '“That is why we rest every evening.”'),
    ).toEqual(['quotation @dorn', 'quotation @dorn']);
    expect(heard('Dorn shared his thoughts in a post:', '“It is a long way to go.”')).toEqual([
      'none',
      'quotation @dorn',
    ]);
  });

  test('does not go on below a headline', () => {
    const headline = 'Dorn announces the funds for the harbour';
    expect(heard(headline, '“The funds were announced on Monday.”')[1]).toBe('quotation');
  });

  test('is the same in all sentences of one quotation, wherever it says who', () => {
    expect(heard('“It is a long way.', 'We will rest,” Dorn said.')).toEqual([
      'quotation @dorn',
      'quotation @dorn',
    ]);
  });

  test('has the floor in a transcript until another has it', () => {
    expect(
      heard('MS. VANCE: Good morning.', 'We have news.', 'Q What news?', 'MR. ARREL: None.'),
    ).toEqual(['quotation @vance', 'quotation @vance', 'quotation', 'quotation @arrel']);
    const apart = Array.from({ length: 40 }, (_, i) => `We saw ship ${i}.`);
    expect(heard('MS. VANCE: Good morning.', ...apart, 'Q Why?').at(-2)).toBe('quotation @vance');
  });

  test('has the last floor of a transcript no longer than a paragraph', () => {
    const turns = ['MS. VANCE: Good morning.', 'MR. ARREL: I disagree with', 'all of it.'];
    const after = ['The hearing ended at noon.', '\nThe pier was a ruin by then.'];
    expect(heard(...turns, ...after).slice(1)).toEqual([
      'quotation @arrel',
      'quotation @arrel',
      'none',
      'none',
    ]);
    expect(heard(...turns, '\nShe said it was late.').at(-1)).toBe('none');
  });

  test('knows nobody any more whom the text before a transcript was about', () => {
    const told = ['Dorn left.', 'MS. VANCE: Why?', 'MR. ARREL: Nobody knows.'];
    expect(heard(...told, 'He said it was late.').at(-1)).toBe('none');
  });

  test.each([
    ['a lone note', 'NOTE: The pier is closed.'],
    ['a lone label with a title', 'THE PRESIDENT: A life in pictures.'],
    ['a word in capitals that ends with Q', 'LGBTQ groups met Vance.'],
    ['notes, each its own', 'WHAT: A ferry. WHO: All. \nWHERE: The pier.'],
  ])('is nobody by %s', (_, text) => {
    expect(heard(text, 'The ferry left at noon.').at(-1)).toBe('none');
  });

  test('takes turns by bare names, and a label of nobody ends a turn', () => {
    const turns = ['VANCE: Yes.', 'ARREL: No.', 'VANCE: Why?', 'ARREL: Because.', 'END OF CALL:'];
    expect(heard(...turns, 'Thank you.').slice(3)).toEqual([
      'quotation @arrel',
      'quotation',
      'quotation',
    ]);
  });

  test('may be a person of whom the corpus knows nothing', () => {
    const told = 'On Monday, captain Zdenka Orlova told reporters about it.';
    expect(heard(told, 'She added that divers would look.', 'He said so again.')).toEqual([
      'reported captain Zdenka Orlova',
      'reported captain Zdenka Orlova',
      'reported captain Zdenka Orlova',
    ]);
    expect(heard('The Harbour Office said so.', 'He said it was late.').at(-1)).toBe('none');
  });

  test('may follow at once, but not in another paragraph', () => {
    const quotation = '“It is a long way to go.”';
    expect(heard(quotation, 'Dorn told reporters so.')[0]).toBe('quotation @dorn');
    expect(heard(quotation, '\nDorn told reporters so.')[0]).toBe('quotation');
  });
});

describe('a pronoun', () => {
  test('means whom the sentence before was about', () => {
    expect(heard('Vance said the talks went well.', 'She stated that more will come.')).toEqual([
      'reported @vance',
      'reported @vance he=@vance',
    ]);
    expect(heard('Vance left.', 'Her ship left at noon.')).toEqual(['none', 'none he=@vance']);
  });

  test('means who is named behind it in the same sentence', () => {
    expect(
      heard('Dorn met Vance.', 'Although he gave no details, Arrel said all went well.'),
    ).toEqual(['none', 'reported @arrel he=@arrel']);
  });

  test.each([
    ['The pier will open, she said.', true],
    ['It said so again.', true],
    ['Vance closed the pier, though she later said it was open.', false],
    ['The office said it was open.', false],
  ])('tells who speaks by another sentence alone, or not: %s', (text, byPronoun) => {
    const sentence = { text, start: 0, words: wordsOf(text), mentions: mentionsIn(text) };
    expect(voicesOf([sentence])[0]?.byPronoun).toBe(byPronoun);
  });

  test('means nobody when it may be any of several', () => {
    expect(heard('The ship carried Vance and Arrel.', 'He said it was late.')).toEqual([
      'none',
      'none',
    ]);
  });

  test.each([
    ['Captain Vance met Mayor Arrel on Monday.', 'Rain fell on the pier.'],
    ['Vance said the talks with Arrel went well.', 'Rain fell on the pier.'],
    ['Captain Zdenka Orlova told reporters that Arrel had left.', 'Rain fell on the pier.'],
    ['Vance left.', 'She had told Arrel so.'],
  ])('means nobody when one sentence names two: %s', (...before) => {
    expect(heard(...before, '“The pier is unsafe to walk on,” she said.').at(-1)).toBe('quotation');
  });

  test('means nobody when its own sentence names two', () => {
    expect(heard('Vance met Arrel by chance, he said.')).toEqual(['none']);
    expect(heard('Vance met the council by chance, he said.')).toEqual(['reported @vance']);
  });

  test('leaves an announcement to who makes it, whoever is named besides', () => {
    expect(heard('Dorn wrote to Vance about the walk:', '“It is a long way to go.”')[1]).toBe(
      'quotation @dorn',
    );
  });

  test('means nobody any more after a while', () => {
    const rest = ['It rained.', 'The harbour was closed.', 'Nothing moved.'];
    expect(heard('Vance left.', ...rest, 'He said it was late.').at(-1)).toBe('none');
  });
});
