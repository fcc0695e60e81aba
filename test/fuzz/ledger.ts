import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { AREAS } from './areas.js';

const CASES = 100_000;

/** Counts the cases of the long form over all its processes; an area without any fails the run. */
export default async function ledger(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-fuzz-'));
  const path = join(folder, 'cases');
  await writeFile(path, '');
  process.env.FUZZ_CASES ??= String(CASES);
  process.env.FUZZ_SEED ??= String(Date.now() % 2 ** 31);
  process.env.FUZZ_LEDGER = path;
  return async () => {
    const counted = new Map(Object.keys(AREAS).map((name) => [name, 0]));
    for (const line of (await readFile(path, 'utf8')).split('\n').filter(Boolean)) {
      const [name = '', cases] = line.split('\t');
      counted.set(name, (counted.get(name) ?? 0) + Number(cases));
    }
    await rm(folder, { recursive: true, force: true });
    const total = [...counted.values()].reduce((sum, cases) => sum + cases, 0);
    const rows = [...counted, ['in all', total] as const];
    const table = rows.map(([name, cases]) => `  ${name.padEnd(16)}${String(cases).padStart(8)}`);
    console.log(`Fuzz cases, FUZZ_SEED=${process.env.FUZZ_SEED}\n${table.join('\n')}`);
    // Who names files wants those alone.
    const { testFiles } = await project.globTestFiles();
    if (project.vitest.state.getFiles().length < testFiles.length) return;
    const missing = [...counted].filter(([, cases]) => cases === 0).map(([name]) => name);
    if (missing.length === 0 && total >= Number(process.env.FUZZ_CASES)) return;
    console.error(
      `Fewer cases than asked for${missing.length > 0 ? `; none of ${missing.join(', ')}` : ''}.`,
    );
    process.exitCode = 1;
  };
}
