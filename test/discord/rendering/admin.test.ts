import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAbout } from '../../../src/discord/rendering/about.js';
import { renderForgotten } from '../../../src/discord/rendering/forgotten.js';
import { renderGaps } from '../../../src/discord/rendering/gaps.js';
import { renderHelp } from '../../../src/discord/rendering/help.js';
import { renderSettings } from '../../../src/discord/rendering/settings.js';
import { renderStatus, type Status } from '../../../src/discord/rendering/status.js';
import type { Quality } from '../../../src/quality.js';
import { anyDocument, brokenLimits, idsOf, textOf } from '../support/answers.js';
import { activeIn, nastyText } from '../support/markdown.js';

const INDEX = {
  generation: '20260102T030405-abcdef',
  builtAt: '2026-01-02T03:04:05.000Z',
  documents: 5,
  passages: 80,
  model: 'm',
};
const FACTS = {
  model: 'the bundled one',
  quality: { kind: 'unknown' } as Quality,
  storesQuestions: true,
  retentionDays: 90,
};
const nasty = nastyText().map((text) => text.repeat(20));

describe('gaps', () => {
  const anyGap = fc.record({
    text: nasty,
    times: fc.nat(),
    notFound: fc.nat(),
    notHelpful: fc.nat(),
    lastAsked: fc.date({ noInvalidDate: true }),
  });
  const where = { guildId: '1', storesQuestions: true, retentionDays: 90 };

  it('stay within the limits for any questions on any page', () => {
    fc.assert(
      fc.property(fc.array(anyGap, { maxLength: 35 }), fc.integer(), (gaps, page) => {
        expect(brokenLimits(renderGaps(gaps, page, where))).toEqual([]);
      }),
    );
  });

  it('show a question as it was asked, and inert', () => {
    const facts = { times: 1, notFound: 0, notHelpful: 1, lastAsked: new Date(0) };
    fc.assert(
      fc.property(nasty, (text) => {
        const reply = textOf(renderGaps([{ ...facts, text }], 0, where));
        const [, entry = ''] = reply.split('1\\. ');
        const question = entry.slice(0, entry.lastIndexOf('\n-# asked'));
        expect(activeIn(question)).toEqual([]);
      }),
    );
  });

  it('have buttons for the pages that there are', () => {
    const gap = { text: 'Who?', times: 1, notFound: 1, notHelpful: 0, lastAsked: new Date(0) };
    expect(idsOf(renderGaps(Array(10).fill(gap), 0, where))).toEqual([]);
    expect(idsOf(renderGaps(Array(11).fill(gap), 0, where))).toHaveLength(2);
  });
});

describe('settings', () => {
  const ids = fc.array(fc.bigInt({ min: 10n ** 19n, max: 10n ** 20n - 1n }).map(String), {
    maxLength: 60,
  });

  it('stay within the limits, whatever is set and gone', () => {
    fc.assert(
      fc.property(ids, ids, ids, fc.boolean(), fc.boolean(), (channels, roles, own, gone, on) => {
        const look = () => (gone ? { gone } : { gone, name: 'n' });
        const reply = renderSettings({
          said: 'x'.repeat(250),
          settings: {
            answerChannels: channels,
            threads: null,
            privateByDefault: on,
            askRoles: roles,
          },
          config: on ? { askChannelIds: own, answerInThread: on } : { answerInThread: on },
          surroundings: { channel: look, role: look },
        });
        expect(brokenLimits(reply)).toEqual([]);
        // The content is the one place where a mention would ping.
        expect(reply.content).toBeUndefined();
      }),
    );
  });

  it('name channels of the program that the server has', () => {
    const reply = renderSettings({
      said: 'How I am set on this server:',
      settings: { answerChannels: [], threads: null, privateByDefault: false, askRoles: [] },
      config: { askChannelIds: ['11', '22'], answerInThread: true },
      surroundings: {
        channel: (id) => (id === '11' ? { name: 'q', gone: false } : { gone: true }),
        role: () => ({ gone: false }),
      },
    });
    const text = textOf(reply);
    expect(text).toContain('<#11> (set by whoever runs me)');
    expect(text).not.toContain('22');
    expect(text).toContain('in a thread of their own (as whoever runs me has set it)');
  });
});

describe('the status', () => {
  const STATUS: Status = {
    statistics: {
      startedAt: 0,
      quoted: 1,
      closest: 2,
      none: 3,
      refused: 4,
      faults: 1,
      latencyMs: { p50: 5, p95: 6, p99: 7 },
    },
    shards: [{ id: 0, pingMs: -1 }],
    index: INDEX,
    memory: { rss: 104_857_600, heapUsed: 52_428_800 },
    queue: { taken: 1, limit: 10 },
    storesQuestions: false,
    counts: { questions: 0, votes: 2, helpful: 1, notHelpful: 1 },
  };

  it('gives every figure with its unit', () => {
    const text = textOf(renderStatus(STATUS));
    expect(text).toContain('Gateway ping: not measured yet');
    expect(text).toContain('Memory: 100 MiB resident\n50 MiB of heap');
    expect(text).toContain('Queue: 1 of 10 places taken');
    expect(text).toContain('Answers: 1 quoted, 2 closest, 3 nothing found');
    expect(text).toContain('Time to answer: half within 5 ms\n95 % within 6 ms\n99 % within 7 ms');
    expect(text).toContain('Not answered: 4 refused, 1 fault');
    expect(text).toContain('Stored: no questions\n2 votes: 1 helpful, 1 not');
  });

  it('stays within the limits with hundreds of shards, and shows the slowest first', () => {
    const shards = Array.from({ length: 500 }, (_, id) => ({ id, pingMs: id * 10 }));
    const reply = renderStatus({ ...STATUS, shards });
    expect(brokenLimits(reply)).toEqual([]);
    expect(textOf(reply)).toContain('Gateway ping: shard 499: 4990 ms\n');
    expect(textOf(reply)).toContain('… and 480 quicker ones');
  });
});

describe('what the program says of itself', () => {
  const measured: Quality = {
    kind: 'measured',
    date: '2026-01-02',
    questionSet: `\`${'q'.repeat(500)}`,
    questions: 240,
    hitAt1: 0.7,
    hitAt3: 0.8,
    auroc: 0.9,
    ece: 0.05,
    falselyQuoted: 0,
    modelFingerprint: 'f',
  };

  it('stays within the limits for any documents and model', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 30 }), nasty, (documents, model) => {
        const facts = { ...FACTS, model: `m${model}`, quality: measured };
        expect(brokenLimits(renderAbout(documents, INDEX, facts))).toEqual([]);
      }),
    );
  });

  it('says from when to when the documents are, and that some are undated', () => {
    const document = (date?: string, publisher?: string) => ({
      source: 'a.txt',
      sha256: 'a',
      title: 'A',
      ...(date === undefined ? {} : { date }),
      ...(publisher === undefined ? {} : { publisher }),
    });
    const about = (...documents: ReturnType<typeof document>[]) =>
      textOf(renderAbout(documents, INDEX, FACTS));
    expect(about(document('2025-02-01', 'P'), document('2024-05-06', 'P'), document())).toContain(
      '3 documents with 80 passages, from 1 known publisher, dated 2024-05-06 to 2025-02-01 (1 undated)',
    );
    expect(about(document('2025-02-01'))).toContain('publishers unknown, dated 2025-02-01');
    expect(about(document())).toContain('publishers unknown, undated');
  });

  it('counts what was forgotten', () => {
    expect(textOf(renderForgotten({ questions: 1, votes: 0, conversation: 'none' }))).toContain(
      'I have deleted 1 question and 0 votes of yours.',
    );
    expect(textOf(renderForgotten({ questions: 0, votes: 0, conversation: 'none' }))).toContain(
      'nothing stored of you',
    );
  });
});

describe('help', () => {
  const help = (change: Partial<Parameters<typeof renderHelp>[0]> = {}) =>
    renderHelp({ commands: [], messageCommands: [], buttons: [], index: INDEX, ...change });

  it('names threads and chosen channels as places to ask in', () => {
    expect(textOf(help())).toMatch(/in threads, too, and in channels that an admin chose/);
  });

  it('fits one page with as many commands as Discord allows, and counts the rest', () => {
    const commands = Array.from({ length: 100 }, (_, n) => ({
      name: `command-${n}`.padEnd(32, 'x'),
      description: 'd'.repeat(100),
    }));
    const messageCommands = Array.from({ length: 5 }, () => ({ name: 'm'.repeat(32) }));
    const buttons = Array.from({ length: 25 }, () => 'b'.repeat(90));
    const reply = help({ commands, messageCommands, buttons });
    expect(brokenLimits(reply)).toEqual([]);
    expect(textOf(reply)).toMatch(/`\/command-11x+` · d+\n… and 88 more/);
  });

  it('names message commands and what buttons do, where there are any', () => {
    expect(textOf(help())).not.toContain('Apps');
    const text = textOf(
      help({ messageCommands: [{ name: 'Find the source' }], buttons: ['**Why** explains it.'] }),
    );
    expect(text).toContain('under *Apps*: **Find the source**.');
    expect(text).toContain('**Why** explains it.');
  });
});
