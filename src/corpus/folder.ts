import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import type { CorpusFault, Document } from './document.js';
import type { Metadata } from './front-matter.js';
import { parseDocument } from './parse.js';
import { readSourcesFile } from './sources-file.js';

const EXTENSIONS: ReadonlySet<string> = new Set(['.txt', '.md']);

/** The documents of a folder at one moment: names first, contents when asked for. */
export interface CorpusFolder {
  /** Sorted by code unit. */
  readonly sources: readonly string[];
  /** Faults of the listing itself: links that lead out, folders that cannot be read. */
  readonly faults: readonly CorpusFault[];
  /** @throws Error that says what is wrong with the file, without naming it. */
  read(source: string): Promise<RawDocument>;
}

export interface RawDocument {
  /** Changes with the bytes of the file and with its entry in `sources.yaml`. */
  readonly fingerprint: string;
  /** @throws Error that says what is wrong with the content. */
  parse(): Document;
}

/**
 * Lists `.txt` and `.md` files below `folder`. Names that begin with a dot are left alone, links
 * are followed as long as they stay inside.
 *
 * @throws VerbatimError `corpus` when the folder cannot be read.
 */
export async function openCorpusFolder(folder: string, maxBytes: number): Promise<CorpusFolder> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new VerbatimError(
      'corpus',
      `The documents folder ${folder} cannot be read: ${messageOf(cause)}.`,
      'Create it and put .txt or .md files in it, or let SEEDS_DIR name another folder.',
      { cause, exitCode: EXIT.noInput },
    );
  });
  const sourcesFile = await readSourcesFile(root);
  const sources: string[] = [];
  const faults: CorpusFault[] = [...sourcesFile.faults];
  for await (const found of walk(root, root)) {
    if (typeof found === 'string') sources.push(found);
    else faults.push(found);
  }
  sources.sort();
  for (const source of sourcesFile.bySource.keys()) {
    if (!sources.includes(source)) {
      faults.push({
        source: 'sources.yaml',
        message: `It names ${source}, and there is no such file.`,
      });
    }
  }
  return {
    sources,
    faults,
    read: (source) => read(root, source, maxBytes, sourcesFile.bySource.get(source)),
  };
}

async function* walk(root: string, folder: string): AsyncGenerator<string | CorpusFault> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield {
      source: sourceOf(root, folder),
      message: `The folder cannot be read: ${messageOf(error)}.`,
    };
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(root, path);
    else if (EXTENSIONS.has(extname(entry.name).toLowerCase())) {
      yield entry.isSymbolicLink() ? await checkLink(root, path) : sourceOf(root, path);
    }
  }
}

async function checkLink(root: string, path: string): Promise<string | CorpusFault> {
  const source = sourceOf(root, path);
  try {
    const target = await realpath(path);
    if (target.startsWith(root + sep)) return source;
    return {
      source,
      message: 'It is skipped: the link leads out of the folder. Copy the file in.',
    };
  } catch {
    return { source, message: 'It is skipped: the link leads nowhere. Remove or mend it.' };
  }
}

async function read(
  root: string,
  source: string,
  maxBytes: number,
  known: Metadata | undefined,
): Promise<RawDocument> {
  const path = join(root, source);
  const { size } = await stat(path);
  if (size > maxBytes) {
    throw new Error(`it has ${size} bytes, over the limit of ${maxBytes} (MAX_DOCUMENT_BYTES)`);
  }
  const bytes = await readAtMost(path, maxBytes);
  const fingerprint = createHash('sha256')
    .update(bytes)
    .update(JSON.stringify(known ?? {}))
    .digest('hex');
  return { fingerprint, parse: () => parseDocument(source, bytes, known) };
}

/** The size may grow between the look and the read; no more than the limit is ever held. */
async function readAtMost(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    if (!(await file.stat()).isFile()) throw new Error('it is not a regular file');
    const buffer = Buffer.alloc(Math.min((await file.stat()).size, maxBytes) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (bytesRead === 0) return buffer.subarray(0, length);
      if (length === buffer.length) throw new Error('it grew while it was read; try again');
    }
  } finally {
    await file.close();
  }
}

function sourceOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
