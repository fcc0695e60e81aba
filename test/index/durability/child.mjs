/**
 * A program that brings an index up to date as a start of the bot does, with the model of
 * `hashing-embedder.ts`: `node child.mjs update|full|rollback SEEDS INDEX`. Standard
 * output gets JSON, the report or `{fault}`; standard error `begun` when the modules are loaded.
 */
import { createHash } from 'node:crypto';
import { rollback } from '../../dist/src/index/rollback.js';
import { openCurrent } from '../../dist/src/index/store.js';
import { updateIndex } from '../../dist/src/index/update.js';
import { wordsOf } from '../../dist/src/index/words.js';

const DIMENSION = 64;
const [, , what, seedsDir, indexDir] = process.argv;

function vectorOf(text) {
  const vector = new Float32Array(DIMENSION);
  for (const { word } of wordsOf(text)) {
    vector[createHash('sha256').update(word).digest().readUInt32LE(0) % DIMENSION] += 1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

const embedder = {
  name: 'hashing',
  fingerprint: 'hashing-1',
  dimension: DIMENSION,
  maxTokens: 256,
  countTokens: (text) => text.split(/\s+/).filter(Boolean).length,
  embed: async (texts) => texts.map(vectorOf),
  close: async () => {},
};

async function update(full) {
  const found = await openCurrent(indexDir);
  const previous = found.kind === 'open' ? found.generation : undefined;
  return updateIndex({ seedsDir, indexDir, embedder, maxDocumentBytes: 100_000, previous, full });
}

process.stderr.write('begun\n');
try {
  const report = await (what === 'rollback'
    ? rollback(indexDir, () => true)
    : update(what === 'full'));
  process.stdout.write(JSON.stringify({ report }));
} catch (error) {
  const { name, code, message, remedy, stack } = error;
  process.stdout.write(JSON.stringify({ fault: { name, code, message, remedy, stack } }));
}
