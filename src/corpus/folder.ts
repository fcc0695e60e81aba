import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import type { CorpusFault, Document } from './document.js';
import { type FileStamp, stampAt, stampOf } from './file-stamp.js';
import { parseDocument } from './parse.js';
import { readAtMost } from './read-file.js';
import { readSourcesFile, SOURCES_FILE, type SourcesFile } from './sources-file.js';
import { walk } from './walk.js';

/** The documents of a folder at one moment: names first, contents when asked for. */
export interface CorpusFolder {
  /** Sorted by code unit. */
  readonly sources: readonly string[];
  /** Faults of `sources.yaml`. */
  readonly faults: readonly CorpusFault[];
  /** Files that are there and are no documents, and folders; the message begins in lower case. */
  readonly unreadable: readonly CorpusFault[];
  /** Bytes of a file. @throws Error when there is none. */
  sizeOf(source: string): Promise<number>;
  /**
   * Looks at a file without reading it.
   *
   * @returns `undefined` when it cannot be told so whether it changed.
   */
  stamp(source: string): Stamp | undefined;
  /** @throws Error that says what is wrong with the file, without naming it. */
  read(source: string): Promise<RawDocument>;
}

/** What stays the same as long as a file and its entry in `sources.yaml` do. */
export interface Stamp {
  readonly key: string;
  /** Of the file. */
  readonly bytes: number;
}

export interface RawDocument {
  /** `Stamp.key`; absent when the file may yet change without another one. */
  readonly stamp?: string;
  /** Changes with the bytes of the file and with its entry in `sources.yaml`. */
  readonly fingerprint: string;
  /** SHA-256 of the bytes alone, lower-case hex. */
  readonly sha256: string;
  /** Of the file. */
  readonly bytes: number;
  /** What `sources.yaml` may say of it cannot be read, so the fingerprint is as without it. */
  readonly entryLost: boolean;
  /** @throws Error that says what is wrong with the content. */
  parse(): Document;
}

/**
 * Lists `.txt` and `.md` files below `folder`. Names that begin with a dot are left alone, links
 * to files are followed as long as they stay inside.
 *
 * @throws VerbatimError `corpus` when the folder cannot be read.
 */
export async function openCorpusFolder(folder: string, maxBytes: number): Promise<CorpusFolder> {
  const root = await resolveFolder(folder).catch((cause: unknown) => {
    throw new VerbatimError(
      'corpus',
      `The documents folder ${folder} cannot be read: ${messageOf(cause)}.`,
      'Create it and put .txt or .md files in it, or let SEEDS_DIR name another folder.',
      { cause, exitCode: EXIT.noInput },
    );
  });
  const sourcesFile = await readSourcesFile(root);
  const sources: string[] = [];
  const unreadable: CorpusFault[] = [];
  const faults: CorpusFault[] = [...sourcesFile.faults];
  for await (const found of walk(root, root)) {
    if (typeof found === 'string') sources.push(found);
    else unreadable.push(found);
  }
  sources.sort();
  const present = new Set(sources);
  for (const source of sourcesFile.bySource.keys()) {
    if (!present.has(source)) {
      faults.push({
        source: SOURCES_FILE,
        message: `It names ${source}, and there is no such file.`,
      });
    }
  }
  return {
    sources,
    faults,
    unreadable,
    sizeOf: async (source) => (await stat(join(root, source))).size,
    stamp: (source) => {
      const stamp = withEntry(stampAt(join(root, source)), source, sourcesFile);
      return stamp !== undefined && stamp.bytes <= maxBytes ? stamp : undefined;
    },
    read: (source) => read(root, source, maxBytes, sourcesFile),
  };
}

async function resolveFolder(folder: string): Promise<string> {
  const root = await realpath(folder);
  if (!(await stat(root)).isDirectory()) throw new Error('it is no folder');
  return root;
}

async function read(
  root: string,
  source: string,
  maxBytes: number,
  sourcesFile: SourcesFile,
): Promise<RawDocument> {
  const { bytes, stats } = readAtMost(join(root, source), maxBytes);
  const stamp = withEntry(stampOf(stats), source, sourcesFile);
  const known = sourcesFile.bySource.get(source);
  const hash = createHash('sha256').update(bytes);
  const sha256 = hash.copy().digest('hex');
  const fingerprint = hash.update(JSON.stringify(known ?? {})).digest('hex');
  return {
    ...(stamp?.isSettled ? { stamp: stamp.key } : {}),
    fingerprint,
    sha256,
    bytes: bytes.length,
    entryLost: sourcesFile.isLost(source),
    parse: () => parseDocument(source, bytes, known),
  };
}

/** What is told of a file elsewhere is part of it; without a stamp when that cannot be read. */
function withEntry(
  stamp: FileStamp | undefined,
  source: string,
  { bySource, isLost }: SourcesFile,
): FileStamp | undefined {
  if (stamp === undefined || isLost(source)) return undefined;
  const known = bySource.get(source);
  if (known === undefined) return stamp;
  return { ...stamp, key: `${stamp.key} ${JSON.stringify(known)}` };
}
