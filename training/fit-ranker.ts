import { writeFile } from 'node:fs/promises';
import { BUNDLED } from '../src/config.js';
import type { Embedder } from '../src/embedding/embedder.js';
import { runEntry } from '../src/entry.js';
import { EXIT } from '../src/errors.js';
import { examplesOf } from '../src/evaluation/evaluate.js';
import type { Example } from '../src/evaluation/example.js';
import { fitWeights } from '../src/evaluation/fit.js';
import { fitFeatures } from '../src/evaluation/fit-features.js';
import { DEVELOPMENT_SET, readQuestionSet } from '../src/evaluation/question-set.js';
import { readSquadFile } from '../src/evaluation/squad-file.js';
import { openIndex } from '../src/opening.js';
import { type RankerWeights, readWeights } from '../src/retrieval/ranker.js';
import { SQUAD_EXAMPLES, withSquadIndex } from '../src/squad-index.js';
import { requireBundled } from './bundled-only.js';

/**
 * `npm run fit [-- SQUAD_FILE…]`: fits the weights of ranking and confidence and writes them to
 * their file. The prior is fitted on the SQuAD files; without any, the present one stays. The same
 * files give the same weights. The bundled model and seeds must be configured.
 */
await runEntry(async (config) => {
  requireBundled(config);
  const { options, first } = await openIndex(config);
  first.replaced?.close();
  const { embedder } = options;
  try {
    // An index of other documents than those that lie there now would fit to what nobody asks.
    if ('notUpdated' in first) throw first.notUpdated;
    const paths = process.argv.slice(2);
    const prior = paths.length === 0 ? await presentPrior() : await priorOf(paths, embedder);
    const { questions, sha256 } = await readQuestionSet(DEVELOPMENT_SET);
    const examples = await examplesOf(first.generation, embedder, questions);
    const fitted = fitWeights(examples, prior.features);
    const weights: RankerWeights = { fittedOn: [sha256], ...fitted, prior };
    await writeFile(BUNDLED.ranker, `${JSON.stringify(weights, rounded, 2)}\n`);
    process.stdout.write(`Wrote ${BUNDLED.ranker}, fitted on ${questions.length} questions.\n`);
  } finally {
    first.generation.close();
    await embedder.close();
  }
  return EXIT.ok;
});

type Prior = NonNullable<RankerWeights['prior']>;

async function presentPrior(): Promise<Prior> {
  const { prior } = await readWeights(BUNDLED.ranker);
  return prior as Prior;
}

async function priorOf(paths: readonly string[], embedder: Embedder): Promise<Prior> {
  const examples: Example[] = [];
  const fittedOn: string[] = [];
  for (const path of paths) {
    const { articles, sha256 } = await readSquadFile(path);
    fittedOn.push(sha256);
    await withSquadIndex(articles, embedder, async (generation, questions) => {
      examples.push(...(await examplesOf(generation, embedder, questions, SQUAD_EXAMPLES)));
    });
  }
  return { fittedOn, features: fitFeatures(examples) };
}

/** More digits than four change no answer and only make the file's history harder to read. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}
