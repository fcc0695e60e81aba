import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkGeneration } from '../../src/index/check.js';
import { alterManifest } from './tamper.js';
import { Workshop } from './workshop.js';

test('passages whose vectors are in no file are noticed', async () => {
  const workshop = await Workshop.with({ 'a.txt': 'The pier is closed.', 'b.txt': 'Ice melts.' });
  const { generation } = await workshop.update();
  const folder = join(workshop.indexDir, generation);
  await expect(checkGeneration(folder)).resolves.toBeUndefined();
  const opened = await workshop.open();
  const { vectors } = opened.manifest;
  opened.close();
  const shorter = vectors.map((file) => ({ ...file, last: file.first }));
  await alterManifest(workshop.indexDir, { vectors: shorter });
  await expect(checkGeneration(folder)).rejects.toThrow('are in no file of vectors');
});
