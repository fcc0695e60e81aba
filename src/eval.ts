import { parseArgs } from 'node:util';
import { BUNDLED } from './config.js';
import { runEntry } from './entry.js';
import { EXIT } from './errors.js';
import { crossValidate, evaluate, examplesOf } from './evaluation/evaluate.js';
import { failures, summary } from './evaluation/print.js';
import { DEVELOPMENT_SET, readQuestionSet } from './evaluation/question-set.js';
import { withGeneration } from './faces.js';
import { readWeights } from './retrieval/ranker.js';

/** `npm run eval [-- [--failures] FILE…]`: how good the answers are, on sets of questions. */
await runEntry(async (config) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { failures: { type: 'boolean', default: false } },
  });
  const weights = await readWeights(BUNDLED.ranker);
  await withGeneration(config, async (generation, embedder) => {
    for (const path of positionals.length === 0 ? [DEVELOPMENT_SET] : positionals) {
      const { name, questions, sha256 } = await readQuestionSet(path);
      const examples = await examplesOf(generation, embedder, questions);
      // What was fitted on these very questions says nothing about others.
      const fitted = weights.fittedOn === sha256;
      const outcomes = fitted
        ? crossValidate(generation, questions, examples)
        : evaluate(generation, questions, examples, weights);
      const how = fitted
        ? '5-fold cross-validated: the weights are fitted on this set'
        : 'weights as in use';
      process.stdout.write(
        `${name}: ${questions.length} questions, ${how}\n\n${summary(outcomes)}\n\n`,
      );
      if (values.failures) process.stdout.write(`${failures(outcomes)}\n`);
    }
  });
  return EXIT.ok;
});
