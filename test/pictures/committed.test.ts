import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { drawScene } from '../../pictures/picture.js';
import { scenes } from '../../pictures/scenes.js';
import { readConfig } from '../../src/config.js';
import { openVerbatim } from '../../src/wiring.js';
import { temporaryFolder } from '../temporary-folder.js';
import { readSvg } from './reading.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'docs/pictures');
const LARGEST = 60_000;
/** Those of `docs/performance.md` show figures of one run, which no test can take again. */
const isDrawn = (file: string) => file.endsWith('.svg') && !file.startsWith('scale-');
const committed = readdirSync(FOLDER).filter(isDrawn);
const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8');

test('the committed pictures are what the program answers now; if not, run npm run pictures', async () => {
  const config = readConfig({ EMBEDDINGS_DIR: await temporaryFolder() });
  const verbatim = await openVerbatim(config, pino({ level: 'silent' }));
  try {
    const drawn = await scenes(verbatim.service);
    expect(drawn.map(({ name }) => `${name}.svg`).sort()).toEqual([...committed].sort());
    for (const scene of drawn) {
      expect(drawScene(scene), scene.name).toBe(textOf(FOLDER, `${scene.name}.svg`));
    }
  } finally {
    await verbatim.close();
  }
});

test.each(committed)('%s is well-formed, small and shown in the documentation', (file) => {
  const svg = textOf(FOLDER, file);
  expect(readSvg(svg).letters.length).toBeGreaterThan(3);
  expect(svg.length).toBeLessThan(LARGEST);
  const pages = textOf(ROOT, 'README.md') + textOf(FOLDER, 'README.md');
  expect(pages.match(/[\w-]+\.svg/g)).toContain(file);
});
