import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../src/config.js';
import { createLog } from '../src/log.js';
import { openVerbatim } from '../src/wiring.js';
import { drawScene } from './picture.js';
import { scenes } from './scenes.js';

/** Draws every scene anew from the bundled documents; pictures of scenes that are gone go, too. */

const FOLDER = 'docs/pictures';

async function main(): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn' });
  const verbatim = await openVerbatim(config, await createLog(config));
  try {
    const drawn = await scenes(verbatim.service);
    await mkdir(FOLDER, { recursive: true });
    const before = await readdir(FOLDER);
    for (const file of before.filter((name) => name.endsWith('.svg'))) await rm(join(FOLDER, file));
    for (const scene of drawn) {
      await writeFile(join(FOLDER, `${scene.name}.svg`), drawScene(scene));
    }
  } finally {
    await verbatim.close();
  }
}

await main();
