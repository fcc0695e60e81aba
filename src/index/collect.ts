import type { CorpusFault, Document } from '../corpus/document.js';
import { type CorpusFolder, openCorpusFolder, type RawDocument } from '../corpus/folder.js';
import { parseDocument } from '../corpus/parse.js';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import type { Generation } from './generation.js';
import type { StoredDocument } from './rows.js';

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
 * @param rebuilding every document will be written anew, so it is parsed now: a fault that this
 *   version of the program finds in it costs that document only.
 * @throws VerbatimError `corpus` when there is nothing to index at all.
 */
export async function collect(
  folder: string,
  maxBytes: number,
  previous: Generation | undefined,
  rebuilding: boolean,
  onRead: (done: number, total: number) => void,
): Promise<Collected> {
  const corpus = await openCorpusFolder(folder, maxBytes);
  const documents = new Map<string, CollectedDocument>();
  const faults = [...corpus.faults];
  const setAside = (source: string, reason: string) => {
    const kept = previous === undefined ? [] : keep(previous, source);
    const fate = kept.length > 0 ? 'It stays as last indexed' : 'It is skipped';
    faults.push({ source, message: `${fate}: ${reason}.` });
    for (const [name, document] of kept) documents.set(name, document);
  };
  for (const { source, message } of corpus.unreadable) setAside(source, message);
  for (const [position, source] of corpus.sources.entries()) {
    try {
      const before = previous?.find(source);
      const { remarks, ...document } = await collectOne(corpus, source, before, rebuilding);
      documents.set(source, document);
      for (const remark of remarks)
        faults.push({ source, message: `It is indexed, but ${remark}.` });
    } catch (error) {
      setAside(source, messageOf(error));
    }
    onRead(position + 1, corpus.sources.length);
  }
  if (documents.size === 0) throw nothingToIndex(folder, faults);
  const removed = (previous?.documents ?? [])
    .map(({ info }) => info.source)
    .filter((source) => !documents.has(source));
  return { documents: sorted(documents), removed, faults };
}

type One = CollectedDocument & { readonly remarks: readonly string[] };

async function collectOne(
  corpus: CorpusFolder,
  source: string,
  before: StoredDocument | undefined,
  rebuilding: boolean,
): Promise<One> {
  const raw = await corpus.read(source);
  const unchanged = raw.fingerprint === before?.fingerprint;
  if (!unchanged && raw.entryLost && raw.sha256 === before?.info.sha256) {
    return stillDescribed(raw, before, rebuilding);
  }
  if (unchanged && !rebuilding) {
    return { fingerprint: raw.fingerprint, state: 'unchanged', parse: raw.parse, remarks: [] };
  }
  const document = raw.parse();
  const state = unchanged ? 'unchanged' : before === undefined ? 'added' : 'updated';
  const { remarks } = document;
  return { fingerprint: raw.fingerprint, state, parse: () => document, remarks };
}

/** The same text whose entry in `sources.yaml` cannot be read: what was known of it stays known. */
function stillDescribed(raw: RawDocument, before: StoredDocument, rebuilding: boolean): One {
  const { fingerprint, info } = before;
  const document = rebuilding ? raw.parse() : undefined;
  const parse = () => ({ ...(document ?? raw.parse()), info });
  return { fingerprint, state: 'unchanged', parse, remarks: document?.remarks ?? [] };
}

/** What was indexed of a file, or of the files below a folder, and can still be used. */
function keep(previous: Generation, source: string): [string, CollectedDocument][] {
  return previous.documents.flatMap(({ id, info, fingerprint }) => {
    if (info.source !== source && !info.source.startsWith(`${source}/`)) return [];
    try {
      const document = { ...parseDocument(info.source, Buffer.from(previous.text(id))), info };
      return [[info.source, { fingerprint, state: 'kept', parse: () => document }]];
    } catch {
      return [];
    }
  });
}

/** By code unit, as a fresh build meets them: ids, and so ties, do not depend on the way here. */
function sorted(documents: ReadonlyMap<string, CollectedDocument>): Collected['documents'] {
  return new Map([...documents].sort(([a], [b]) => (a < b ? -1 : 1)));
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
