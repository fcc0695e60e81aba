import { setImmediate } from 'node:timers/promises';
import type { CorpusFault, Document } from '../corpus/document.js';
import { type CorpusFolder, openCorpusFolder, type RawDocument } from '../corpus/folder.js';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import type { Generation } from './generation.js';
import { keep } from './keep.js';
import type { Stamps } from './stamps.js';

/** How a document relates to the previous generation. `kept`: its file cannot be read any more. */
export type DocumentState = 'added' | 'updated' | 'unchanged' | 'kept';

/** A document of the folder, or one that is kept; its content is read when it is asked for. */
export interface Found {
  readonly source: string;
  readonly state: DocumentState;
  /** Changes with the bytes of the file and with what is told about it; absent of what is added. */
  readonly fingerprint?: string;
  /** See `RawDocument`; of a file that is as it was indexed. */
  readonly stamp?: string;
  /** Of the file. */
  readonly bytes: number;
  read(): Promise<Read>;
}

/** What came of reading a document. */
export interface Read {
  /** With what tells whether it changed; absent when it has to be left out. */
  readonly document?: Document & { readonly fingerprint: string };
  readonly state: DocumentState;
  /** See `RawDocument`. */
  readonly stamp?: string;
  /** What is wrong with the file, and what became of the document. */
  readonly faults: readonly CorpusFault[];
}

export interface Collected {
  /** Sorted by code unit of their sources, as a fresh build meets them. */
  readonly documents: readonly Found[];
  /** In the previous generation, and their files are gone. */
  readonly removed: readonly string[];
  readonly faults: readonly CorpusFault[];
}

/** Files between two pauses for other work. */
const LOT = 64;

/**
 * Compares the documents folder with the previous generation by the bytes of the files. A file that
 * was indexed and cannot be read now is kept as it was: a fault takes nothing away from the index.
 *
 * @param stamps files that have these are as they were indexed, and are not read.
 * @throws VerbatimError `corpus` when there is nothing to index at all.
 */
export async function collect(
  folder: string,
  maxBytes: number,
  previous: Generation | undefined,
  stamps: Stamps,
  onRead: (done: number, total: number) => void,
): Promise<Collected> {
  const corpus = await openCorpusFolder(folder, maxBytes);
  const documents: Found[] = [];
  const faults = [...corpus.faults];
  const setAside = (source: string, reason: string) => {
    const kept = previous === undefined ? [] : keep(previous, source);
    documents.push(...kept);
    faults.push(faultOf(source, reason, kept.length > 0));
  };
  for (const { source, message } of corpus.unreadable) setAside(source, message);
  for (const [position, source] of corpus.sources.entries()) {
    try {
      documents.push(await find(corpus, source, previous, stamps.get(source)));
    } catch (error) {
      setAside(source, messageOf(error));
    }
    onRead(position + 1, corpus.sources.length);
    if (position % LOT === LOT - 1) await setImmediate();
  }
  if (documents.length === 0) throw nothingToIndex(folder, faults);
  documents.sort((a, b) => (a.source < b.source ? -1 : 1));
  const present = new Set(documents.map(({ source }) => source));
  const removed = (previous?.documents ?? [])
    .map(({ info }) => info.source)
    .filter((source) => !present.has(source));
  return { documents, removed, faults };
}

export function nothingToIndex(folder: string, faults: readonly CorpusFault[]): VerbatimError {
  const list = faults.map(({ source, message }) => `\n  ${source}: ${message}`).join('');
  return new VerbatimError(
    'corpus',
    `The documents folder ${folder} holds no document that can be indexed.${list}`,
    'Put .txt or .md files in UTF-8 there, or let SEEDS_DIR name another folder.',
    { exitCode: EXIT.noInput },
  );
}

/** The bytes are read to be compared, and again when the document is asked for: few are kept. */
async function find(
  corpus: CorpusFolder,
  source: string,
  previous: Generation | undefined,
  stamp: string | undefined,
): Promise<Found> {
  const before = previous?.find(source);
  const found = (state: DocumentState) => {
    return { source, state, read: () => readOne(corpus, source, previous, state) };
  };
  if (before === undefined) return { ...found('added'), bytes: await corpus.sizeOf(source) };
  const looked = stamp === undefined ? undefined : corpus.stamp(source);
  if (looked !== undefined && looked.key === stamp) {
    const { fingerprint } = before;
    return { ...found('unchanged'), fingerprint, stamp, bytes: looked.bytes };
  }
  const raw = await corpus.read(source);
  const { fingerprint, bytes, entryLost, sha256 } = raw;
  const same = fingerprint === before.fingerprint || (entryLost && sha256 === before.info.sha256);
  if (!same) return { ...found('updated'), fingerprint, bytes };
  return { ...found('unchanged'), ...stampIn(raw), fingerprint: before.fingerprint, bytes };
}

async function readOne(
  corpus: CorpusFolder,
  source: string,
  previous: Generation | undefined,
  state: DocumentState,
): Promise<Read> {
  try {
    const raw = await corpus.read(source);
    const { remarks, ...document } = raw.parse();
    const before = previous?.find(source);
    // The text whose entry in `sources.yaml` cannot be read: what was known of it stays known.
    const stays = raw.entryLost && raw.sha256 === before?.info.sha256 ? before : undefined;
    const { fingerprint, info } = stays ?? { ...raw, info: document.info };
    const faults = remarks.map((remark) => ({ source, message: `It is indexed, but ${remark}.` }));
    return {
      document: { ...document, remarks, info, fingerprint },
      state,
      ...stampIn(raw),
      faults,
    };
  } catch (error) {
    const [kept] = previous === undefined ? [] : keep(previous, source);
    const faults = [faultOf(source, messageOf(error), kept !== undefined)];
    return { ...((await kept?.read()) ?? { state }), faults };
  }
}

function stampIn({ stamp }: RawDocument): Pick<Read, 'stamp'> {
  return stamp === undefined ? {} : { stamp };
}

function faultOf(source: string, reason: string, isKept: boolean): CorpusFault {
  return {
    source,
    message: `${isKept ? 'It stays as last indexed' : 'It is skipped'}: ${reason}.`,
  };
}
