import { writeFile } from 'node:fs/promises';
import { BUNDLED } from './config.js';
import { runEntry } from './entry.js';
import { EXIT } from './errors.js';
import { examplesOf } from './evaluation/evaluate.js';
import { fitWeights } from './evaluation/fit.js';
import { DEVELOPMENT_SET, readQuestionSet } from './evaluation/question-set.js';
import { withGeneration } from './faces.js';

/** `npm run fit`: fits the weights of ranking and confidence and writes them to their file. */
await runEntry(async (config) => {
  const { questions, sha256 } = await readQuestionSet(DEVELOPMENT_SET);
  await withGeneration(config, async (generation, embedder) => {
    const examples = await examplesOf(generation, embedder, questions);
    const weights = { fittedOn: [sha256], ...fitWeights(examples) };
    await writeFile(BUNDLED.ranker, `${JSON.stringify(weights, rounded, 2)}\n`);
  });
  process.stdout.write(`Wrote ${BUNDLED.ranker}, fitted on ${questions.length} questions.\n`);
  return EXIT.ok;
});

/** More digits than four change no answer and only make the file's history harder to read. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}
