import type { CorpusFault, Document } from '../corpus/document.js';
import { type CorpusFolder, openCorpusFolder } from '../corpus/folder.js';
import { parseDocument } from '../corpus/parse.js';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import type { Generation } from './generation.js';

/** A document with what tells whether it changed since the last generation. */
export interface CollectedDocument {
  readonly fingerprint: string;
  /** How it relates to the previous generation. `kept`: its file cannot be read any more. */
  readonly state: 'added' | 'updated' | 'unchanged' | 'kept';
  /** Decodes and cuts into blocks; only what must be written is parsed. */
  readonly parse: () => Document;
}

export interface Collected {
  readonly documents: ReadonlyMap<string, CollectedDocument>;
  /** In the previous generation, and their files are gone. */
  readonly removed: readonly string[];
  readonly faults: readonly CorpusFault[];
}

/**
 * Compares the documents folder with the previous generation. A file that was indexed and cannot
 * be read now is kept as it was: a fault in a file takes nothing away from the index.
 *
 * @throws VerbatimError `corpus` when there is nothing to index at all.
 */
export async function collect(
  folder: string,
  maxBytes: number,
  previous: Generation | undefined,
  onRead: (done: number, total: number) => void,
): Promise<Collected> {
  const corpus = await openCorpusFolder(folder, maxBytes);
  const before = new Map(previous?.documents.map((document) => [document.info.source, document]));
  const documents = new Map<string, CollectedDocument>();
  const faults = [...corpus.faults];
  for (const [position, source] of corpus.sources.entries()) {
    const stored = before.get(source);
    try {
      documents.set(source, await collectOne(corpus, source, stored?.fingerprint));
    } catch (error) {
      const kept = previous !== undefined && stored !== undefined;
      faults.push({
        source,
        message: `${kept ? 'It stays as last indexed' : 'It is skipped'}: ${messageOf(error)}.`,
      });
      if (kept) {
        const { fingerprint, info, id } = stored;
        const parse = () => ({ ...parseDocument(source, Buffer.from(previous.text(id))), info });
        documents.set(source, { fingerprint, state: 'kept', parse });
      }
    }
    onRead(position + 1, corpus.sources.length);
  }
  if (documents.size === 0) throw nothingToIndex(folder, faults);
  const removed = [...before.keys()].filter((source) => !documents.has(source));
  return { documents, removed, faults };
}

async function collectOne(
  corpus: CorpusFolder,
  source: string,
  before: string | undefined,
): Promise<CollectedDocument> {
  const raw = await corpus.read(source);
  if (raw.fingerprint === before) {
    return { fingerprint: before, state: 'unchanged', parse: raw.parse };
  }
  const document = raw.parse();
  const state = before === undefined ? 'added' : 'updated';
  return { fingerprint: raw.fingerprint, state, parse: () => document };
}

function nothingToIndex(folder: string, faults: readonly CorpusFault[]): VerbatimError {
  const list = faults.map(({ source, message }) => `\n  ${source}: ${message}`).join('');
  return new VerbatimError(
    'corpus',
    `The documents folder ${folder} holds no document that can be indexed.${list}`,
    'Put .txt or .md files in UTF-8 there, or let SEEDS_DIR name another folder.',
    { exitCode: EXIT.noInput },
  );
}
