import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OnProgress } from '../../src/index/report.js';
import { progressBar } from '../../src/terminal/progress.js';

const { stderr } = process;
const wasTerminal = stderr.isTTY;

describe('the progress bar', () => {
  let written: string;

  beforeEach(() => {
    written = '';
    vi.spyOn(stderr, 'write').mockImplementation((text) => {
      written += text;
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    stderr.isTTY = wasTerminal;
  });

  function build(onProgress: OnProgress): void {
    onProgress({ phase: 'reading', done: 1, total: 2 });
    onProgress({ phase: 'splitting', done: 1, total: 2 });
    onProgress({ phase: 'embedding', done: 64, total: 128 });
  }

  test('stays away where there is no terminal', () => {
    stderr.isTTY = false;
    const bar = progressBar();
    build(bar.onProgress);
    bar.stop();
    expect(written).toBe('');
  });

  test('names what is being done on a terminal, and is taken away at the end', () => {
    stderr.isTTY = true;
    const bar = progressBar();
    build(bar.onProgress);
    expect(written).toContain('cutting into passages');
    const shown = written.length;
    bar.stop();
    expect(written.slice(shown)).toContain('\u001b[');
  });

  test('does not show when documents are only looked through and nothing is built', () => {
    stderr.isTTY = true;
    const bar = progressBar();
    bar.onProgress({ phase: 'reading', done: 1, total: 2 });
    bar.stop();
    expect(written).toBe('');
  });
});
