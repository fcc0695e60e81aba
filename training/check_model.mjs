// Checks a model folder through @xenova/transformers itself: loading time, speed, padding
// invariance, awkward texts, repeatability, and that training/wordpiece.py tokenizes alike.
//
//   node training/check_model.mjs [--model embeddings/model] [--sample sample.jsonl]
//
// The sample holds one {"text": string, "ids": number[]} a line; `make_model.py --sample` writes it.
// Prints one JSON object; exits with 1 when a check fails.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';

const BATCH = 64;
const SPEED_PASSAGES = 6400;
/** Largest difference of a component between two ways to embed the same text. */
const TOLERANCE = 1e-6;
const AWKWARD = ['', ' ', '🙂', '☂️ 🇺🇦', '漢字', 'ひらがな', '\u0000\ufffd', '…—’', 'x'.repeat(500)];

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'embeddings/model' },
    sample: { type: 'string' },
  },
});
const folder = path.resolve(values.model);
env.localModelPath = path.dirname(folder);
env.allowRemoteModels = false;
// One core, as the figures say.
const sessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1 };

const started = performance.now();
const tokenizer = await AutoTokenizer.from_pretrained(path.basename(folder));
const model = await AutoModel.from_pretrained(path.basename(folder), {
  session_options: sessionOptions,
});
const loadMs = performance.now() - started;

/** Unit vectors, one Float32Array a text; asks the session for nothing but the pooled output. */
async function embed(texts) {
  const { input_ids, attention_mask } = tokenizer(texts, { padding: true, truncation: true });
  const { sentence_embedding } = await model.session.run({ input_ids, attention_mask }, [
    'sentence_embedding',
  ]);
  const [rows, width] = sentence_embedding.dims;
  return Array.from({ length: rows }, (_, row) =>
    sentence_embedding.data.slice(row * width, (row + 1) * width),
  );
}

const largestDifference = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));
const finite = (vectors) => vectors.every((vector) => vector.every(Number.isFinite));

const samples = values.sample
  ? readFileSync(values.sample, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const texts = samples.length
  ? samples.map(({ text }) => text)
  : [
      'The talks were productive.',
      'Zelenskyy thanked him.',
      'Both sides agreed to a 28-point plan.',
    ];

const disagreeing = samples.filter(({ text, ids }) => {
  const own = tokenizer(text, { return_tensor: false }).input_ids;
  return own.length !== ids.length || own.some((id, i) => id !== ids[i]);
});

const first = texts.slice(0, BATCH);
const batched = await embed(first);
const again = await embed(first);
let padding = 0;
for (const [i, text] of first.entries()) {
  const [alone] = await embed([text]);
  padding = Math.max(padding, largestDifference(alone, batched[i]));
}
const repeated = Math.max(...batched.map((vector, i) => largestDifference(vector, again[i])));

const awkward = { together: finite(await embed(AWKWARD)), alone: true };
for (const text of AWKWARD) awkward.alone &&= finite(await embed([text]));

const many = Array.from({ length: SPEED_PASSAGES }, (_, i) => texts[i % texts.length]);
const began = performance.now();
for (let i = 0; i < many.length; i += BATCH) await embed(many.slice(i, i + BATCH));
const perSecond = (SPEED_PASSAGES * 1000) / (performance.now() - began);

const both = await model(tokenizer(first, { padding: true, truncation: true }));
const report = {
  loadMs: Math.round(loadMs),
  passagesPerSecond: Math.round(perSecond),
  meanPassageChars: Math.round(texts.join('').length / texts.length),
  outputs: Object.fromEntries(Object.entries(both).map(([name, { dims }]) => [name, dims])),
  sampled: samples.length,
  tokenizedOtherwise: disagreeing.length,
  example: disagreeing[0]?.text,
  paddingDifference: padding,
  repeatDifference: repeated,
  awkwardTextsFinite: awkward,
};
console.log(JSON.stringify(report, null, 2));
const passed =
  disagreeing.length === 0 &&
  padding <= TOLERANCE &&
  repeated === 0 &&
  awkward.together &&
  awkward.alone;
process.exitCode = passed ? 0 : 1;
