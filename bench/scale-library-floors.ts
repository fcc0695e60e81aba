import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import hnswlib from 'hnswlib-node';
import { SCHEMA } from '../src/index/schema.js';
import { GRAPH } from '../src/index/vector-shard.js';
import { wordsOf } from '../src/index/words.js';
import { evenly, type Floors, latencyOf } from './scale-figures.js';
import { FILES } from './scale-place.js';
import { serve } from './scale-processes.js';
import { similaritiesTo } from './scale-recall.js';

/** The other libraries alone: the graph of vectors, the index of words, and memory itself. */

const COUNT = 10;

const services = {
  async graph({
    from,
    dimension,
    most,
  }: {
    readonly from: string;
    readonly dimension: number;
    /** Vectors to insert, evenly over all: to insert hundreds of thousands takes minutes. */
    readonly most: number;
  }): Promise<Floors['graph']> {
    const all = rowsOf(await vectorsOf(from, FILES.vectors), dimension);
    const rows = evenly(all, most).map((row) => Array.from(row));
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    graph.initIndex({
      maxElements: rows.length,
      m: GRAPH.links,
      efConstruction: GRAPH.candidates,
      randomSeed: GRAPH.seed,
    });
    const startedAt = performance.now();
    for (const [row, vector] of rows.entries()) graph.addPoint(vector, row);
    const insertedMs = performance.now() - startedAt;
    graph.setEf(GRAPH.candidatesOfSearch);
    const count = Math.min(COUNT, rows.length);
    const questions = rowsOf(await vectorsOf(from, FILES.questions), dimension);
    const search = timed(questions, (vector) => graph.searchKnn(Array.from(vector), count));
    const insertedPerSecond = (rows.length / insertedMs) * 1000;
    return { inserted: rows.length, insertedPerSecond, search };
  },

  async words({
    from,
    questions,
  }: {
    readonly from: string;
    readonly questions: readonly string[];
  }): Promise<Floors['words']> {
    const rows: [string, string, string][] = [];
    for await (const line of createInterface(createReadStream(join(from, FILES.words))))
      rows.push(JSON.parse(line));
    const database = new Database(join(from, 'words.sqlite'));
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.exec(tableOf('passage_words'));
    const insert = database.prepare(
      'INSERT INTO passage_words (rowid, title, section, body) VALUES (?, ?, ?, ?)',
    );
    const startedAt = performance.now();
    database.exec('BEGIN');
    for (const [i, row] of rows.entries()) insert.run(i + 1, ...row);
    database.exec('COMMIT');
    database.exec("INSERT INTO passage_words (passage_words) VALUES ('optimize')");
    const insertedMs = performance.now() - startedAt;
    const select = database.prepare(
      `SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rank LIMIT ${COUNT}`,
    );
    const query = timed(questions, (question) =>
      select.all(
        wordsOf(question)
          .map(({ word }) => `"${word.replaceAll('"', '')}"`)
          .join(' OR '),
      ),
    );
    database.close();
    return { insertedPerSecond: (rows.length / insertedMs) * 1000, query };
  },

  /** Bytes a second: copied, and multiplied with a question and summed up. */
  async vectors({
    from,
    dimension,
  }: {
    readonly from: string;
    readonly dimension: number;
  }): Promise<Floors['vectors']> {
    const numbers = await vectorsOf(from, FILES.vectors);
    const question = numbers.slice(0, dimension);
    const sums = new Float32Array(numbers.length / dimension);
    const copy = new Float32Array(numbers.length);
    const rate = (work: () => void) => {
      // The first pass fetches the pages and warms the compiler.
      work();
      const startedAt = performance.now();
      work();
      return (numbers.byteLength / (performance.now() - startedAt)) * 1000;
    };
    return {
      copiedPerSecond: rate(() => copy.set(numbers)),
      multipliedPerSecond: rate(() => similaritiesTo(question, { dimension, numbers }, sums)),
    };
  },
};
export type LibraryFloorServices = typeof services;

function timed<T>(items: readonly T[], work: (item: T) => unknown) {
  const times = items.map((item) => {
    const startedAt = performance.now();
    work(item);
    return performance.now() - startedAt;
  });
  return latencyOf(
    times,
    times.reduce((sum, time) => sum + time, 0),
  );
}

/** The statement that makes a table of the index. */
function tableOf(name: string): string {
  const statement = new RegExp(`CREATE VIRTUAL TABLE ${name}[^;]*;`).exec(SCHEMA)?.[0];
  if (statement === undefined) throw new Error(`the index has no table ${name}`);
  return statement;
}

async function vectorsOf(from: string, file: string): Promise<Float32Array> {
  const { buffer, byteOffset, byteLength } = await readFile(join(from, file));
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

function rowsOf(numbers: Float32Array, dimension: number): Float32Array[] {
  return Array.from({ length: numbers.length / dimension }, (_, row) =>
    numbers.subarray(row * dimension, (row + 1) * dimension),
  );
}

serve(services);
