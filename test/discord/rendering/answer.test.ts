import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSEST_HEADING } from '../../../src/answer/closest-words.js';
import { foldLine } from '../../../src/answer/plain-text.js';
import { renderAnswer } from '../../../src/discord/rendering/answer.js';
import { renderContext } from '../../../src/discord/rendering/context.js';
import {
  answer,
  anyAnswer,
  anyContext,
  brokenLimits,
  citation,
  DOCUMENT,
  idsOf,
  textOf,
} from '../support/answers.js';
import { activeIn, boldParts, hasLoneSurrogate, nastyText, shown } from '../support/markdown.js';

describe('rendering an answer', () => {
  it('shows a quote as a block quote with its white space folded, and below it where it stands', () => {
    const { embeds = [] } = renderAnswer(answer());
    expect(embeds[1]?.description).toBe(
      [
        '> The eastern pier is closed until the end of May.',
        '-# \\[1\\] [Notice to Mariners](https://harbour.example/notices/12) — Harbour Office, 2025-03-04 · `harbour/notice.md` · characters 120–168',
      ].join('\n'),
    );
  });

  it('says the confidence in words', () => {
    expect(textOf(renderAnswer(answer({ confidence: 0.95 })))).toContain(
      '**Quoted from the documents** · very likely the answer',
    );
    expect(textOf(renderAnswer(answer({ confidence: 0.7 })))).toContain(' · likely the answer');
  });

  it('labels passages that only come nearest', () => {
    const closest = (confidence: number) =>
      textOf(renderAnswer(answer({ kind: 'closest', confidence })));
    expect(closest(0.4)).toContain(`**${CLOSEST_HEADING}**\n-# The first is perhaps the answer.`);
    expect(closest(0.1)).toContain('-# The first is hardly the answer.');
    expect(closest(0.4)).not.toContain('Quoted from the documents');
  });

  it('says kindly that it found nothing, with the reason, and asks whether that helped no one', () => {
    const reply = renderAnswer(
      answer({ kind: 'none', citations: [], reason: 'no passage shares a word with it' }),
    );
    expect(textOf(reply)).toContain('I found nothing in the documents about that');
    expect(textOf(reply)).toContain('no passage shares a word with it');
    expect(idsOf(reply)).toEqual(['1:vote:no:']);
  });

  it('says in small print how the question was understood', () => {
    const resolved = 'what did *Ada* say?';
    const [heading] = renderAnswer(answer({ resolved }), { showQuestion: true }).embeds ?? [];
    expect(heading?.description).toBe(
      '**Question:** Which pier is closed?\n-# understood as: what did \\*Ada\\* say?\n**Quoted from the documents** · likely the answer',
    );
  });

  it('names the words that no passage holds, and the topics that come nearest', () => {
    const unsupported = ['gold', '_ducats_'];
    const closest = answer({ kind: 'closest', confidence: 0.2, unsupported });
    expect(textOf(renderAnswer(closest))).toContain(
      'No passage mentions “gold” or “\\_ducats\\_”.\n**Nothing in the documents',
    );
    const topics = ['The *ferry*', 'The pier'];
    const none = answer({ kind: 'none', citations: [], reason: 'nothing is near', topics });
    expect(textOf(renderAnswer(none))).toContain(
      '(nothing is near).\n-# What comes nearest is about: The \\*ferry\\* · The pier\n',
    );
  });

  it('answers small talk with its phrase alone', () => {
    const change = { kind: 'none', citations: [], smallTalk: true, topics: ['The pier'] } as const;
    expect(textOf(renderAnswer(answer({ ...change, reason: 'hello! Ask me' }))).trim()).toBe(
      'Hello! Ask me.\n-# Some of what you can ask about: The pier',
    );
  });

  it('says what is unknown instead of leaving it out', () => {
    const bare = { source: 'a.txt', sha256: DOCUMENT.sha256, title: 'A' };
    const text = textOf(renderAnswer(answer({ citations: [citation({ document: bare })] })));
    expect(text).toContain('-# \\[1\\] A — publisher unknown, undated · `a.txt`');
  });

  it('names the site where the publisher is unknown', () => {
    const { publisher, ...document } = DOCUMENT;
    const text = textOf(renderAnswer(answer({ citations: [citation({ document })] })));
    expect(publisher).toBeDefined();
    expect(text).toContain('— harbour.example, 2025-03-04');
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user:secret@example.org/',
    'nonsense',
  ])('does not link to %s', (url) => {
    const document = { ...DOCUMENT, url };
    const text = textOf(renderAnswer(answer({ citations: [citation({ document })] })));
    expect(text).not.toContain('](');
    expect(text).toContain('\\[1\\] Notice to Mariners —');
  });

  it('keeps a link whole whose address holds parentheses', () => {
    const document = { ...DOCUMENT, url: 'https://example.org/pier_(east)' };
    const text = textOf(renderAnswer(answer({ citations: [citation({ document })] })));
    expect(text).toContain('(https://example.org/pier_%28east%29)');
  });

  it('puts the link behind a title whose brackets would end its label', () => {
    const document = { ...DOCUMENT, title: 'Pier [closed](https://evil.example)' };
    const text = textOf(renderAnswer(answer({ citations: [citation({ document })] })));
    expect(text).toContain(
      'Pier \\[closed\\](https\\://evil.example) ([link](https://harbour.example/notices/12)) —',
    );
  });

  it('lists other places with the same wording, and counts those it has no room for', () => {
    const alsoIn = [1, 2, 3, 4, 5].map((n) => ({ source: `${n}.txt`, start: n, end: n + 1 }));
    const text = textOf(renderAnswer(answer({ citations: [citation({ alsoIn })] })));
    expect(text).toContain(
      'also in `1.txt` (characters 1–2), `2.txt` (characters 2–3), `3.txt` (characters 3–4) and 2 more',
    );
  });

  it('says whose words they are below the quote that does not', () => {
    const speaker = { start: 80, end: 93, text: 'Zdenka\n*Orlova*' };
    const { embeds = [] } = renderAnswer(answer({ citations: [citation({ speaker })] }));
    expect(embeds[1]?.description?.split('\n').at(-1)).toBe(
      '-# speaker: Zdenka \\*Orlova\\* (characters 80–93)',
    );
  });

  it('says how many sources agree, and sets figures that differ side by side', () => {
    const figures = [
      { rank: 1, start: 0, end: 7, text: '600,000' },
      { rank: 1, start: 9, end: 16, text: '800,000' },
      { rank: 2, start: 0, end: 7, text: '600,000' },
    ];
    const shownAs = (change: object) => renderAnswer(answer(change)).embeds?.[0]?.description;
    expect(
      shownAs({
        support: { independent: 2, repeating: 1 },
        differing: [{ kind: 'figures', figures }],
      }),
    ).toBe(
      [
        '**Quoted from the documents** · likely the answer',
        '-# 2 independent sources say this; 1 more repeats the wording of one',
        '-# Different figures are quoted: **600,000** \\[1\\]\\[2\\] · **800,000** \\[1\\]',
      ].join('\n'),
    );
    expect(shownAs({ support: { independent: 1, repeating: 0 } })).not.toContain('\n');
  });

  it('counts the other places where naming them would leave no room for the quotes', () => {
    const name = 'a'.repeat(200);
    const document = {
      ...DOCUMENT,
      publisher: name,
      title: name,
      source: name,
      url: `https://a.example/${name}`,
    };
    const alsoIn = Array(4).fill({ source: name, start: 1_000_000, end: 2_000_000 });
    const speaker = { start: 1_000_000, end: 1_000_100, text: name };
    const text = 'A sentence that is quite long. '.repeat(40);
    const quote = { start: 1_000_000, end: 1_001_240, text };
    const one = citation({ document, alsoIn, speaker, quote });
    const crowded = renderAnswer(
      answer({ question: text, citations: [1, 2, 3, 4, 5].map(() => one) }),
      { showQuestion: true },
    );
    expect(textOf(crowded)).toContain('-# also in 4 other places');
    for (const { description = '' } of crowded.embeds?.slice(1) ?? []) {
      expect(description.split('\n')[0]?.length).toBeGreaterThan(100);
    }
    expect(textOf(renderAnswer(answer({ citations: [one] })))).toContain('and 1 more');
  });

  it('marks every cut, so that no attribution or denial behind it is lost unseen', () => {
    const ends = [', said nobody.', ', which is not so.', ', according to Zdenka Orlova.'];
    for (const end of ends) {
      for (let words = 100; words < 900; words += 37) {
        const text = `${'The pier is closed and '.repeat(words)}so on${end}`;
        const quote = { start: 0, end: text.length, text };
        const reply = renderAnswer(answer({ citations: [citation({ quote })] }));
        const line = reply.embeds?.[1]?.description?.split('\n')[0] ?? '';
        expect(line.endsWith(end) || line.endsWith('…')).toBe(true);
      }
    }
  });

  it('repeats the question only when asked to', () => {
    expect(textOf(renderAnswer(answer(), { showQuestion: true }))).toContain(
      'Which pier is closed?',
    );
    expect(textOf(renderAnswer(answer()))).not.toContain('Which pier');
  });

  it('numbers a Context button per citation, with ids that differ even within one passage', () => {
    const citations = [citation(), citation({ rank: 2 })];
    const reply = renderAnswer(answer({ citations }));
    expect(idsOf(reply).slice(0, 2)).toEqual([
      '1:context:1:0123456789abcdef.f12f0119:100:300',
      '1:context:2:0123456789abcdef.f12f0119:100:300',
    ]);
    expect(JSON.stringify(reply.components)).toContain('"label":"Context 2"');
  });

  it('cuts long quotes at a sentence end and marks the cut', () => {
    const text = 'A sentence of some length that says one thing. '.repeat(300);
    const quote = { start: 0, end: text.length, text };
    const { embeds = [] } = renderAnswer(answer({ citations: [citation({ quote })] }));
    expect(embeds[1]?.description).toMatch(/one thing\. …\n-# \\\[1\\\]/);
  });

  it('keeps a short quote whole beside very long ones', () => {
    const text = 'An endless sentence without a stop '.repeat(300);
    const long = citation({ quote: { start: 0, end: text.length, text } });
    const citations = [long, citation({ rank: 2 }), { ...long, rank: 3 }];
    expect(textOf(renderAnswer(answer({ citations })))).toContain(
      'The eastern pier is closed until the end of May.',
    );
  });

  it('stays within every limit of Discord for any answer', () => {
    fc.assert(
      fc.property(anyAnswer, (any) => {
        expect(brokenLimits(renderAnswer(any, { showQuestion: true }))).toEqual([]);
      }),
    );
  });

  it('shows nothing active of the question, of its words and of titles', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        const words = { resolved: text, unsupported: [text], topics: [text] };
        for (const kind of ['closest', 'none'] as const) {
          const [heading] = renderAnswer(answer({ kind, reason: text, ...words })).embeds ?? [];
          const lines = (heading?.description ?? '').split('\n');
          for (const line of lines.filter((each) => each.startsWith('-# ')))
            expect(activeIn(line.slice(3))).toEqual([]);
        }
      }),
    );
  });

  it('shows of every quote a beginning that is verbatim, and nothing active', () => {
    fc.assert(
      fc.property(anyAnswer, (any) => {
        const { embeds = [] } = renderAnswer(any);
        for (const [index, { quote }] of any.citations.entries()) {
          const [line = ''] = (embeds[index + 1]?.description ?? '').split('\n');
          const sent = boldParts(line.slice(2)).join('');
          expect(activeIn(sent)).toEqual([]);
          const kept = shown(sent).replace(/ ?…$/, '');
          expect(foldLine(quote.text).startsWith(kept)).toBe(true);
          expect(hasLoneSurrogate(sent)).toBe(false);
        }
      }),
    );
  });
});

describe('rendering a passage in its context', () => {
  const part = (text: string, start = 0) => ({ start, end: start + text.length, text });

  it('sets the passage apart from what stands around it, paragraph by paragraph', () => {
    const reply = renderContext({
      document: DOCUMENT,
      before: [part('Before\nit.\n\nStill before.')],
      passage: part('The passage.\n\nIts second paragraph.', 30),
      after: [part('After it.')],
    });
    expect(reply.embeds?.[0]?.description).toMatch(
      /characters 30–65\n\nBefore it\.\n\nStill before\.\n\n> The passage\.\n> Its second paragraph\.\n\nAfter it\.$/,
    );
  });

  it('joins lines that end as on Windows, and parts their paragraphs', () => {
    const passage = part('A line\r\nand its end.\r\n\r\nThe next paragraph.');
    const reply = renderContext({ document: DOCUMENT, before: [], passage, after: [] });
    expect(reply.embeds?.[0]?.description).toMatch(
      /\n\n> A line and its end\.\n> The next paragraph\.$/,
    );
  });

  it('gives up what is far from the passage first', () => {
    const far = 'A far sentence stands here. '.repeat(400);
    const reply = renderContext({
      document: DOCUMENT,
      before: [part(`${far} The nearest before.`)],
      passage: part('The passage.'),
      after: [part(`The nearest after. ${far}`)],
    });
    const text = textOf(reply);
    expect(text).toContain('The nearest before.\n\n> The passage.\n\nThe nearest after.');
    expect(brokenLimits(reply)).toEqual([]);
  });

  it('stays within every limit of Discord for any passage', () => {
    fc.assert(
      fc.property(anyContext, (any) => {
        expect(brokenLimits(renderContext(any))).toEqual([]);
      }),
    );
  });
});
