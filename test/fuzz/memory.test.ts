import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentsFolder } from '../documents-folder.js';
import { start } from '../program.js';
import { temporaryFolder } from '../temporary-folder.js';
import { isLong, SEED } from './area.js';
import { anyBytes } from './documents.js';
import { NASTY } from './nasty.js';
import { hostileText } from './texts.js';

/** MiB of JavaScript's heap; the model takes some thirty, and Node itself ten. */
const HEAP = 128;
const SIZE = isLong ? 60_000 : 500;
const CASES = isLong ? 500 : 20;
/** Bytes of one line. */
const ENDLESS = isLong ? 100_000_000 : 5_000_000;

test(`a process with ${HEAP} MiB indexes any documents and answers any lines`, async () => {
  const sampled = fc.sample(anyBytes, { numRuns: CASES, seed: SEED });
  const nasty = Object.entries(NASTY).map(([name, make]) => [`${name}.md`, make(SIZE)] as const);
  const seedsDir = await documentsFolder({
    ...Object.fromEntries(sampled.map((bytes, i) => [`${i}.txt`, bytes])),
    ...Object.fromEntries(nasty),
  });
  const folder = await temporaryFolder();
  const { child, ended } = start('ask', {
    args: ['--jsonl'],
    env: {
      NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
      SEEDS_DIR: seedsDir,
      EMBEDDINGS_DIR: join(folder, 'index'),
    },
    cwd: folder,
  });
  const questions = fc.sample(hostileText(), { numRuns: CASES, seed: SEED });
  for (const [id, question] of questions.entries())
    child.stdin.write(`${JSON.stringify({ id: `${id}`, question })}\n`);
  // A line without end comes in between.
  child.stdin.write(`${'x'.repeat(ENDLESS)}\n`);
  child.stdin.end('{"id":"last","question":"Who said it?"}');
  const { code, stdout, stderr } = await ended;
  expect(code, stderr.slice(-2_000)).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(CASES + 2);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ id: 'last' });
  console.log(
    `fuzz: memory: ${sampled.length + nasty.length} documents, ${lines.length} lines, FUZZ_SEED=${SEED}`,
  );
}, 600_000);
