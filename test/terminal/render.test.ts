import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Answer, Citation, PassageContext } from '../../src/answer/answer.js';
import type { DocumentInfo } from '../../src/corpus/document.js';
import type { IndexReport } from '../../src/index/report.js';
import { renderAnswer, renderContext, renderDocuments } from '../../src/terminal/render.js';
import { renderReport, renderRun } from '../../src/terminal/report.js';
import { plain, type Style, set, styleFor } from '../../src/terminal/style.js';

const PLAIN = styleFor({});
const COLOURED: Style = { width: 60, colours: picocolors.createColors(true) };
const LONG =
  'The ferry to the island leaves at seven in the morning from the northern landing, and the last one of the day comes back at nine in the evening, weather permitting, as it has for thirty years.';

function document(change: Partial<DocumentInfo> = {}): DocumentInfo {
  return { source: 'ferry.txt', sha256: 'a'.repeat(64), title: 'Timetable', ...change };
}

function citation(change: Partial<Citation> = {}, text = LONG): Citation {
  return {
    rank: 1,
    document: document(),
    passage: { start: 0, end: 900 },
    quote: { start: 10, end: 10 + text.length, text },
    score: 0.9,
    answering: [],
    alsoIn: [],
    ...change,
  };
}

function answer(change: Partial<Answer> = {}): Answer {
  return {
    question: 'When?',
    kind: 'quoted',
    confidence: 0.9,
    citations: [citation()],
    further: [],
    tookMs: 3.14,
    ...change,
  };
}

const report: IndexReport = {
  changed: true,
  generation: 'g',
  added: ['new.txt'],
  updated: [],
  removed: ['old.txt'],
  unchanged: ['a.txt', 'b.txt'],
  kept: [],
  faults: [{ source: 'bad.txt', message: 'It is not UTF-8.' }],
  passages: { total: 30, embedded: 10, reused: 20 },
  tookMs: 1234,
};

test('a title cannot turn its citation around, and what a quote turns around ends with it', () => {
  const text = 'The ferry \u202eis late\u2067.';
  const turned = document({ title: '\u202eTimetable', publisher: '\u2067Harbour\u200f' });
  const shown = renderAnswer(answer({ citations: [citation({ document: turned }, text)] }), PLAIN);
  expect(shown).toContain(`${text}\u2069\u202c`);
  const passage = { start: 0, end: text.length, text };
  const context = renderContext({ document: turned, before: [], passage, after: [] }, PLAIN);
  expect(context).toContain(`${text}\u2069\u202c`);
  for (const rendered of [shown, context]) {
    expect(rendered.replace(`${text}\u2069\u202c`, '')).not.toMatch(
      /[\u200f\u202a-\u202e\u2066-\u2069]/,
    );
  }
});

/** Every text of a document or its metadata that can reach the terminal. */
function everythingRendered(text: string, style: Style): string {
  const hostile = document({ source: text, title: text, publisher: text, site: text, url: text });
  const part = { start: 0, end: text.length, text };
  const context: PassageContext = {
    document: hostile,
    before: [part],
    passage: part,
    after: [part],
  };
  const place = { source: text, start: 0, end: 1 };
  const faults = [{ source: text, message: text }];
  return [
    renderAnswer(
      answer({
        citations: [citation({ document: hostile, speaker: part, alsoIn: [place] }, text)],
        differing: [{ kind: 'figures', figures: [{ ...part, rank: 1 }] }],
      }),
      style,
    ),
    renderAnswer(answer({ kind: 'closest', resolved: text, unsupported: [text] }), style),
    renderAnswer(
      answer({ kind: 'none', citations: [], resolved: text, reason: text, topics: [text, text] }),
      style,
    ),
    renderContext(context, style),
    renderDocuments([hostile], style),
    renderReport({ ...report, added: [text], updated: [text], removed: [text], faults }, style),
  ].join('');
}

describe('what reaches a terminal', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

  test.each([
    ['colours', '\u001b[31mred\u001b[0m'],
    ['the title of the window', '\u001b]0;owned\u0007'],
    ['a link', '\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007'],
    ['eight-bit control characters', '\u009b31mred'],
    ['going back over what was written', 'good\rbad\b\b\b'],
    ['a form feed and a NUL', '\f\u0000'],
  ])('never holds what a document would do to it: %s', (_, text) => {
    expect(everythingRendered(text, PLAIN)).not.toMatch(CONTROL);
  });

  test('holds no control character, whatever the texts hold', () => {
    const unit = fc.oneof(fc.integer({ min: 0, max: 0x9f }), fc.integer({ min: 0, max: 0xffff }));
    const text = fc.array(unit, { maxLength: 40 }).map((units) => String.fromCharCode(...units));
    fc.assert(fc.property(text, (hostile) => !CONTROL.test(everythingRendered(hostile, PLAIN))));
  });

  test('is coloured only where a terminal shows it', () => {
    expect(renderAnswer(answer(), PLAIN)).not.toContain('\u001b');
    expect(styleFor({ isTTY: false, columns: 80 }).colours.isColorSupported).toBe(false);
    const coloured = renderAnswer(answer(), COLOURED);
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(
      renderAnswer(answer(), { ...PLAIN, width: COLOURED.width }),
    );
  });

  test.each([40, 61, 96])('fits into %i columns, however long a word is', (columns) => {
    const style = styleFor({ columns });
    const text = `${LONG} ${'x'.repeat(300)} 漢字${'漢字'.repeat(80)}`;
    for (const line of everythingRendered(text, style).split('\n')) {
      expect(columnsOf(line), line).toBeLessThanOrEqual(columns);
    }
  });

  test('is no wider than is easily read, and no narrower than can be', () => {
    expect(styleFor({ columns: 500 }).width).toBe(96);
    expect(styleFor({ columns: 10 }).width).toBe(40);
  });

  test('is as wide as is easily read when the width is not known', () => {
    expect(styleFor({}).width).toBe(96);
    expect(styleFor({ columns: 0 }).width).toBe(96);
  });
});

describe('setting text', () => {
  test('takes no time for a quote without spaces that goes on for ever, and marks the cut', () => {
    const shown = set(plain('日'.repeat(500_000)), '  ', PLAIN);
    expect(shown.length).toBeLessThan(10_000);
    expect(shown.endsWith('…')).toBe(true);
  });

  test('puts the margin before every line', () => {
    const lines = set(LONG, '  │ ', styleFor({ columns: 50 })).split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.startsWith('  │ '))).toBe(true);
    expect(lines.map((line) => line.slice(4)).join(' ')).toBe(LONG);
  });

  test('joins hard-wrapped lines', () => {
    expect(plain(' a line\r\n  that was\twrapped \u00a0')).toBe('a line that was wrapped');
  });
});

describe('the words that answer', () => {
  const spanOf = (words: string) => {
    const start = 10 + LONG.indexOf(words);
    return { start, end: start + words.length };
  };
  const answering = ['seven in the morning', 'thirty years'].map(spanOf);
  const shown = (style: Style, change: Partial<Citation> = {}, text = LONG) =>
    renderAnswer(answer({ citations: [citation({ answering, ...change }, text)] }), style);

  test('are bold, and nothing else of the quote is', () => {
    const [, ...bold] = shown({ ...COLOURED, width: 96 }).split('\u001b[1m');
    expect(bold.map((part) => part.split('\u001b[22m')[0])).toEqual([
      'seven in the morning',
      'thirty years',
    ]);
    expect(shown(COLOURED, { answering: [] })).not.toContain('\u001b[1m');
  });

  test('change nothing but the colours', () => {
    for (const width of [40, 60, 96]) {
      const style = { ...COLOURED, width };
      expect(stripVTControlCharacters(shown(style))).toBe(shown({ ...PLAIN, width }));
    }
    expect(shown(PLAIN)).toBe(shown(PLAIN, { answering: [] }));
  });

  test('keep their places in a quote that is folded, and past what is too long to be shown', () => {
    const text = 'The  pier\r\nis  closed\nuntil May. ';
    const words = [
      { start: 10, end: 19 + 2 },
      { start: 10 + text.length - 5, end: 10 + text.length - 2 },
    ];
    const whole = stripVTControlCharacters(shown(COLOURED, { answering: words }, text));
    expect(whole).toContain('│ The pier is closed until May.\n');
    const endless = 'word '.repeat(2_000);
    const late = [{ start: 10 + 5_000, end: 10 + 5_004 }];
    expect(shown(PLAIN, { answering: late }, endless)).toBe(
      shown(PLAIN, { answering: [] }, endless),
    );
  });

  test('are set at any places without a change to the text', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: LONG.length }), { maxLength: 10 });
    fc.assert(
      fc.property(cuts, (places) => {
        const sorted = [...places].sort((a, b) => a - b);
        const spans = sorted.flatMap((start, i) =>
          i % 2 === 1 ? [] : [{ start: 10 + start, end: 10 + (sorted[i + 1] ?? start) }],
        );
        const words = spans.filter(
          ({ start, end }) =>
            end > start && LONG.slice(start - 10, end - 10).trim().length === end - start,
        );
        expect(stripVTControlCharacters(shown(COLOURED, { answering: words }))).toBe(
          shown({ ...PLAIN, width: COLOURED.width }),
        );
      }),
    );
  });
});

describe('an answer', () => {
  test('shows each quote with a bar, then its citation and its other places', () => {
    const other = { source: 'copy.txt', start: 5, end: 60 };
    const shown = renderAnswer(
      answer({
        citations: [
          citation({
            alsoIn: [other],
            document: document({ publisher: 'Gazette', date: '2025-01-10' }),
          }),
          citation({ rank: 2 }, 'Another.'),
        ],
      }),
      PLAIN,
    );
    expect(shown.indexOf('│ The ferry')).toBeLessThan(shown.indexOf('[1] Timetable'));
    expect(shown).toContain('Gazette · 2025-01-10 · ferry.txt 10–');
    expect(shown).toContain('also in copy.txt 5–60');
    expect(shown.indexOf('[1]')).toBeLessThan(shown.indexOf('│ Another.'));
    expect(shown).toContain('[2] Timetable');
    expect(shown).toContain('(90 %) · 3.1 ms');
  });

  test('says whose words they are, how many sources agree and what differs', () => {
    const speaker = { start: 3, end: 14, text: 'Ilse\nMaran' };
    const figures = [
      { rank: 1, start: 0, end: 2, text: '12' },
      { rank: 2, start: 0, end: 2, text: '15' },
    ];
    const full = answer({
      citations: [citation({ speaker })],
      support: { independent: 3, repeating: 2 },
      differing: [{ kind: 'figures', figures }],
    });
    const shown = renderAnswer(full, PLAIN);
    expect(shown).toContain('\n      speaker: Ilse Maran 3–14\n');
    expect(shown).toContain(
      '\n  3 independent sources say this; 2 more repeat the wording of one.\n' +
        '  Different figures are quoted: 12 [1] · 15 [2]\n  Very likely',
    );
  });

  test('says of one source that others repeat it, and of one alone nothing', () => {
    const shown = (repeating: number) =>
      renderAnswer(answer({ support: { independent: 1, repeating } }), PLAIN);
    expect(shown(1)).toContain('One source says this; 1 more repeats its wording.');
    expect(shown(0)).toBe(renderAnswer(answer(), PLAIN));
  });

  test('marks the cut of an endless quote, so that nothing behind it is lost unseen', () => {
    const text = `${'The pier is closed and '.repeat(300)}so on, said nobody.`;
    const shown = renderAnswer(answer({ citations: [citation({}, text)] }), PLAIN);
    expect(shown).not.toContain('said nobody');
    expect(shown.split('[1]')[0]?.trimEnd()).toMatch(/…$/);
  });

  test('says what is not known of a document', () => {
    const shown = renderAnswer(answer(), PLAIN);
    expect(shown).toContain('publisher unknown · undated');
    const site = citation({ document: document({ site: 'harbour.example' }) });
    expect(renderAnswer(answer({ citations: [site] }), PLAIN)).toContain(
      'harbour.example · undated',
    );
  });

  test('says first that nothing clearly answers when the passages are only the closest', () => {
    const shown = renderAnswer(answer({ kind: 'closest', confidence: 0.2 }), PLAIN);
    expect(shown.trimStart()).toMatch(/^Nothing in the documents clearly answers this/);
    expect(shown).toContain('│ The ferry');
  });

  test.each([
    ['Very likely', 'quoted', 0.9],
    ['Likely', 'quoted', 0.7],
    ['The first is perhaps', 'closest', 0.6],
    ['The first is perhaps', 'closest', 0.35],
    ['The first is hardly', 'closest', 0.25],
  ] as const)('says “%s” of %s passages at %d', (words, kind, confidence) => {
    expect(renderAnswer(answer({ kind, confidence }), PLAIN)).toContain(
      `${words} the answer (${Math.round(100 * confidence)} %)`,
    );
  });

  test('rounds no confidence up to the threshold that it does not reach', () => {
    const shown = renderAnswer(answer({ kind: 'closest', confidence: 0.6664 }), PLAIN);
    expect(shown).toContain('(66 %)');
    expect(renderAnswer(answer({ confidence: 0.29 }), PLAIN)).toContain('(29 %)');
  });

  test('says above it how the question was understood', () => {
    const shown = renderAnswer(answer({ resolved: 'when does the ferry leave?' }), PLAIN);
    expect(shown).toMatch(/^ {2}understood as: when does the ferry leave\?\n\n {2}│ The ferry/);
  });

  test('names the words that no passage holds when the passages are only the closest', () => {
    const change = { kind: 'closest', confidence: 0.2, unsupported: ['gold', 'ducats'] } as const;
    expect(renderAnswer(answer(change), PLAIN)).toContain(
      '  No passage mentions “gold” or “ducats”.\n  Nothing in the documents clearly answers this. These passages come nearest:\n\n  │',
    );
  });

  test('names what comes nearest when there is none', () => {
    const change = {
      kind: 'none',
      citations: [],
      reason: 'why',
      topics: ['Ferry', 'Pier'],
    } as const;
    expect(renderAnswer(answer(change), PLAIN)).toBe(
      '  No answer: why.\n  What comes nearest is about:\n    • Ferry\n    • Pier\n',
    );
  });

  test('gives the reason when there is none', () => {
    const none = answer({ kind: 'none', citations: [], reason: 'nothing is about this' });
    expect(renderAnswer(none, PLAIN)).toContain('No answer: nothing is about this.');
  });
});

describe('a report of the indexer', () => {
  test('counts what changed and names it, and each fault', () => {
    const shown = renderReport(report, PLAIN);
    expect(shown).toContain('Indexed 30 passages in 1.2 s (10 embedded, 20 reused)');
    expect(shown).toContain('1 added, 1 removed, 2 unchanged');
    expect(shown).toContain('  added new.txt\n  removed old.txt\n');
    expect(shown).toContain('bad.txt: It is not UTF-8.');
  });

  test('says why everything was built anew', () => {
    const shown = renderReport({ ...report, rebuilt: 'the embedding model changed' }, PLAIN);
    expect(shown).toContain('built anew: the embedding model changed.');
  });

  test('lists the questions that are answered otherwise now, cut and on lines of their own', () => {
    const before = { kind: 'quoted', source: 'ferry.txt', quote: 'At\u001b seven.' } as const;
    const after = { kind: 'closest', source: 'ferry.txt', quote: LONG } as const;
    const shown = renderReport(report, { ...PLAIN, width: 400 }, [
      { question: 'When does it leave?', before, after },
    ]);
    expect(shown).toContain('1 of the questions in questions.yaml is answered otherwise now:\n');
    expect(shown).toContain('  ? When does it leave?\n    “At\ufffd seven.” (ferry.txt) →\n');
    expect(shown).toMatch(/ {4}only close: “The ferry to .{100,110}…” \(ferry\.txt\)\n$/);
    expect(renderReport(report, PLAIN, [])).not.toContain('otherwise');
  });

  test('says so when nothing changed', () => {
    const same = { ...report, changed: false, added: [], removed: [], faults: [] };
    expect(renderReport(same, PLAIN)).toBe('The index is up to date: 30 passages, 2 unchanged.\n');
  });

  test('that nobody waited for is a line, with a few names, and its faults and questions', () => {
    const added = ['a.txt', 'b\u001b.txt', 'c.txt', 'd.txt', 'e.txt'];
    const moved = [
      { question: 'Who?', before: { kind: 'none' }, after: { kind: 'none' } },
    ] as const;
    const [line, ...rest] = renderRun({ ...report, added }, PLAIN, moved).split('\n');
    expect(line).toBe(
      'added a.txt, b\ufffd.txt, c.txt and 2 more; removed old.txt: 30 passages, 10 embedded, in 1.2 s',
    );
    expect(rest[0]).toContain('bad.txt: It is not UTF-8.');
    expect(rest[1]).toContain('answered otherwise now');
    const same = { ...report, changed: false, added: [], removed: [], faults: [] };
    expect(renderRun(same, PLAIN, [])).toBe('nothing changed: 30 passages, looked at in 1.2 s\n');
    const anew = { ...same, changed: true };
    expect(renderRun(anew, PLAIN, [])).toMatch(/^built anew: 30 passages/);
  });
});

/** Columns of a terminal: characters of East Asia take two. */
function columnsOf(line: string): number {
  return [...line].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}
