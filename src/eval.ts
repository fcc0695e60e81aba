import { parseArgs } from 'node:util';
import { BUNDLED } from './config.js';
import { runEntry } from './entry.js';
import { EXIT, VerbatimError } from './errors.js';
import { ablate, ablationTable } from './evaluation/ablation.js';
import { crossValidate, type Evaluated, evaluate, examplesOf } from './evaluation/evaluate.js';
import type { Example } from './evaluation/example.js';
import { grouped } from './evaluation/groups.js';
import { headlineOf } from './evaluation/headline.js';
import { judgingOf } from './evaluation/judging.js';
import { failures, summary } from './evaluation/print.js';
import { DEVELOPMENT_SET, readQuestionSet } from './evaluation/question-set.js';
import { withGeneration } from './faces.js';
import { writeQuality } from './quality.js';
import { type RankerWeights, readWeights } from './retrieval/ranker.js';

/**
 * `npm run eval [-- [--failures] [--grouped] [--ablation] [--record] FILE…]`: how good the answers
 * are, on sets of questions; with `--grouped`, no question is judged by what was fitted on another
 * one with the same answer; with `--ablation` instead, cross-validated on each set without one
 * feature after the other. `--record` keeps the figures of one set for those who ask the bot.
 */
await runEntry(async (config) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      failures: { type: 'boolean', default: false },
      ablation: { type: 'boolean', default: false },
      grouped: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  if (values.record && (values.ablation || values.grouped || positionals.length > 1)) {
    throw new VerbatimError(
      'config',
      '--record keeps the figures of one set, judged as usual.',
      'Give it without --ablation and --grouped, and with one FILE at most.',
      { exitCode: EXIT.usage },
    );
  }
  const weights = await readWeights(BUNDLED.ranker);
  await withGeneration(config, async (generation, embedder) => {
    for (const path of positionals.length === 0 ? [DEVELOPMENT_SET] : positionals) {
      const { name, questions: read, sha256 } = await readQuestionSet(path);
      const questions = values.grouped ? grouped(read) : read;
      const examples = await examplesOf(generation, embedder, questions);
      if (values.ablation) {
        const outcomeOf = (example: Example, fitted: RankerWeights) =>
          evaluate(generation, [example], fitted)[0] as Evaluated;
        const ablations = ablate(examples, outcomeOf, weights.prior?.features);
        process.stdout.write(
          `${name}: ${questions.length} questions, 5-fold cross-validated\n\n${ablationTable(ablations)}\n\n`,
        );
        continue;
      }
      const bundledModel = config.embeddingModel === BUNDLED.model;
      const { refit, how } = judgingOf(weights.fittedOn, sha256, bundledModel);
      const outcomes = refit
        ? crossValidate(generation, examples, weights.prior?.features)
        : evaluate(generation, examples, weights);
      process.stdout.write(
        `${name}: ${questions.length} questions, ${how}\n\n${summary(outcomes)}\n\n`,
      );
      if (values.record) {
        await writeQuality(BUNDLED.evaluation, {
          date: new Date().toISOString().slice(0, 10),
          questionSet: name,
          questions: questions.length,
          ...headlineOf(outcomes),
          modelFingerprint: embedder.fingerprint,
        });
      }
      if (values.failures) process.stdout.write(`${failures(outcomes)}\n`);
    }
  });
  return EXIT.ok;
});
