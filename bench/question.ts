import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import Database from 'better-sqlite3';
import hnswlib from 'hnswlib-node';
import { BUNDLED, readConfig } from '../src/config.js';
import { readQuestionSet } from '../src/evaluation/question-set.js';
import { createLog } from '../src/log.js';
import { openVerbatim } from '../src/wiring.js';

/**
 * How long does a question take in the running program, against the least that it could take: one
 * embedding, one vector search and one full-text query with the bare libraries, in the same run.
 */

const ROUNDS = 7;
const QUESTIONS = 'test/relevance/development.jsonl';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const verbatim = await openVerbatim(config, await createLog(config));
  const questions = (await readQuestionSet(QUESTIONS)).questions.map(({ question }) => question);
  const floor = await bareLibraries(`${config.embeddingsDir}/index`);
  const ask = async (text: string) => void (await verbatim.service.ask({ text }));

  // The first round warms caches and the compiler and is not counted.
  await timings(questions, ask);
  await timings(questions, floor);
  const rounds: { program: Summary; floor: Summary }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ program: await timings(questions, ask), floor: await timings(questions, floor) });
  }
  await verbatim.close();
  print(questions.length, rounds);
}

/** Embedding, vector search and full-text query as a few lines with the libraries alone do them. */
async function bareLibraries(indexDir: string): Promise<(question: string) => Promise<void>> {
  env.allowRemoteModels = false;
  env.localModelPath = `${BUNDLED.model}/..`;
  const tokenizer = await AutoTokenizer.from_pretrained('model');
  const model = await AutoModel.from_pretrained('model');
  const { generation } = JSON.parse(await readFile(`${indexDir}/CURRENT`, 'utf8'));
  const database = new Database(`${indexDir}/${generation}/index.sqlite`, { readonly: true });
  const statement = database.prepare(
    'SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rank LIMIT 10',
  );
  const path = `${indexDir}/${generation}/vectors.hnsw`;
  const dimension: number = JSON.parse(
    database
      .prepare<[], string>("SELECT value FROM manifest WHERE key = 'dimension'")
      .pluck()
      .get() ?? '0',
  );
  const graph = new hnswlib.HierarchicalNSW('ip', dimension);
  await graph.readIndex(path);
  graph.setEf(200);
  const count = Math.min(10, graph.getCurrentCount());
  return async (question) => {
    const inputs = tokenizer(question);
    const feeds = Object.fromEntries(
      (model.session.inputNames as string[]).map((name) => [name, inputs[name]]),
    );
    const { sentence_embedding: vector } = await model.session.run(feeds, ['sentence_embedding']);
    graph.searchKnn(Array.from(vector.data as Float32Array), count);
    const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    statement.all(words.map((word) => `"${word}"`).join(' OR '));
  };
}

/** Milliseconds a question. */
interface Summary {
  readonly median: number;
  readonly p95: number;
}

async function timings(
  questions: readonly string[],
  ask: (question: string) => Promise<void>,
): Promise<Summary> {
  const times: number[] = [];
  for (const question of questions) {
    const startedAt = performance.now();
    await ask(question);
    times.push(performance.now() - startedAt);
  }
  return { median: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

function print(count: number, rounds: readonly { program: Summary; floor: Summary }[]): void {
  const median = (pick: (round: (typeof rounds)[number]) => number) =>
    quantile(rounds.map(pick), 0.5).toFixed(2);
  const lines = [
    `${count} questions × ${ROUNDS} rounds, one at a time; medians of the rounds, milliseconds`,
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`,
    '',
    '                    median    p95',
    `program            ${median((r) => r.program.median).padStart(7)} ${median((r) => r.program.p95).padStart(7)}`,
    `bare libraries     ${median((r) => r.floor.median).padStart(7)} ${median((r) => r.floor.p95).padStart(7)}`,
    `ratio              ${median((r) => r.program.median / r.floor.median).padStart(7)} ${median((r) => r.program.p95 / r.floor.p95).padStart(7)}`,
    '',
    `medians by round   ${rounds.map((r) => r.program.median.toFixed(2)).join(' ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

await main();
