import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderProgress, renderReindexed } from '../../../src/discord/rendering/reindex.js';
import type { IndexReport } from '../../../src/index/report.js';
import type { Finished } from '../../../src/reindexing.js';
import { brokenLimits, textOf } from '../support/answers.js';
import { nastyText, shown } from '../support/markdown.js';

const REPORT: IndexReport = {
  changed: true,
  generation: 'g2',
  added: ['new.txt'],
  updated: [],
  removed: ['old.txt'],
  unchanged: ['same.txt'],
  kept: [],
  faults: [{ source: 'bad.txt', message: 'It is not UTF-8; save it in that encoding.' }],
  passages: { total: 12, embedded: 5, reused: 7 },
  tookMs: 1_234,
};

const anyShort = fc.record(
  {
    kind: fc.constantFrom('quoted' as const, 'closest' as const),
    source: nastyText(),
    quote: nastyText(),
  },
  { requiredKeys: ['kind'] },
);

const renderReport = (report: IndexReport, change: Partial<Finished> = {}, askedFull = false) =>
  renderReindexed(
    { kind: 'finished', report, moved: [], full: false, joined: false, ...change },
    askedFull,
  );

describe('reporting a re-index', () => {
  it('says what was added, updated, removed and kept, and what was wrong with which file', () => {
    const text = textOf(renderReport(REPORT));
    expect(text).toContain('12 passages: 5 embedded, 7 reused');
    expect(text).toContain('Added (1): new.txt');
    expect(text).toContain('Removed (1): old.txt');
    expect(text).not.toContain('Updated');
    expect(text).toContain('Faults (1): bad.txt: It is not UTF-8; save it in that encoding.');
    expect(text).toContain('Unchanged: 1 document');
  });

  it('says so when nothing had changed', () => {
    expect(textOf(renderReport({ ...REPORT, changed: false }))).toContain('Nothing had changed');
  });

  it('counts the names it has no room for', () => {
    const added = Array.from({ length: 25 }, (_, n) => `${n}.txt`);
    expect(textOf(renderReport({ ...REPORT, added }))).toContain('… and 15 more');
  });

  it('stays within every limit for any report', () => {
    const name = nastyText().map((text) => `a${text}`);
    const names = fc.array(name, { maxLength: 15 });
    const faults = fc.array(fc.record({ source: name, message: nastyText() }));
    const anyMoved = fc.array(fc.record({ question: name, before: anyShort, after: anyShort }));
    fc.assert(
      fc.property(
        names,
        names,
        names,
        faults,
        nastyText(),
        anyMoved,
        (added, updated, kept, bad, rebuilt, moved) => {
          const report = {
            ...REPORT,
            added,
            updated,
            removed: updated,
            kept,
            faults: bad,
            rebuilt,
          };
          expect(brokenLimits(renderReport(report, { moved, joined: true }, true))).toEqual([]);
        },
      ),
    );
  });

  it('lists the questions that are answered otherwise now, shortly and escaped', () => {
    const before = { kind: 'quoted', source: 'a_b.txt', quote: 'It *is* closed.' } as const;
    const after = { kind: 'closest', source: 'c.txt', quote: 'word '.repeat(40) } as const;
    const moved = [
      { question: 'Is it closed?', before, after },
      { question: 'Who?', before, after: { kind: 'none' } as const },
    ];
    const text = shown(textOf(renderReport(REPORT, { moved })));
    expect(text).toContain('Questions answered otherwise now (2): **Is it closed?**: ');
    expect(text).toContain('“It *is* closed.” (a_b.txt) → only close: “word word');
    expect(text).toContain('**Who?**: “It *is* closed.” (a_b.txt) → nothing found');
    expect(text.length).toBeLessThan(900);
    expect(textOf(renderReport(REPORT))).not.toContain('otherwise');
  });

  it('says that a run was joined, and that it was not the full one that was asked for', () => {
    expect(textOf(renderReport(REPORT))).not.toContain('joined');
    const joined = { joined: true };
    expect(textOf(renderReport(REPORT, joined))).toMatch(/you joined it\.$/m);
    expect(textOf(renderReport(REPORT, { ...joined, full: true }, true))).toMatch(/joined it\.$/m);
    expect(textOf(renderReport(REPORT, joined, true))).toContain('was not the full one');
  });

  it('names the phase and how far it is', () => {
    expect(renderProgress({ phase: 'embedding', done: 3, total: 40 }, 'f00d').content).toBe(
      'Embedding passages: 3 of 40 passages …',
    );
    expect(renderProgress({ phase: 'checking', done: 0, total: 0 }, 'f00d').content).toBe(
      'Checking the index …',
    );
  });
});
