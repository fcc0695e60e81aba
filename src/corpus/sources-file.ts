import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from '../errors.js';
import type { CorpusFault } from './document.js';
import { type Metadata, readMetadata } from './front-matter.js';
import { readAtMost } from './read-file.js';
import { firstLineOf, parseYaml } from './yaml.js';

export const SOURCES_FILE = 'sources.yaml';
const MAX_BYTES = 10_000_000;

export interface SourcesFile {
  readonly bySource: ReadonlyMap<string, Metadata>;
  readonly faults: readonly CorpusFault[];
  /** Whether what it says of a document cannot be read: that entry is broken, or the whole file. */
  isLost(source: string): boolean;
}

/**
 * Reads `sources.yaml`: per file name what its text states but not in a machine-readable way. A
 * missing file is no fault; a broken entry costs that entry only.
 */
export async function readSourcesFile(folder: string): Promise<SourcesFile> {
  const bySource = new Map<string, Metadata>();
  const faults: CorpusFault[] = [];
  const lost = new Set<string>();
  let allLost = false;
  const fault = (message: string) => faults.push({ source: SOURCES_FILE, message });
  try {
    const content = readAtMost(join(folder, SOURCES_FILE), MAX_BYTES).bytes.toString('utf8');
    const entries = z.record(z.string(), z.unknown()).safeParse(parseYaml(content) ?? {});
    if (!entries.success) throw new Error('it holds something else');
    for (const [source, entry] of Object.entries(entries.data)) {
      try {
        const { metadata, remarks } = readMetadata(entry);
        bySource.set(source, metadata);
        for (const remark of remarks) fault(`In the entry ${source}, ${remark}.`);
      } catch (error) {
        lost.add(source);
        fault(`The entry ${source} is ignored: ${messageOf(error)}.`);
      }
    }
  } catch (error) {
    if (!isMissing(error)) {
      allLost = true;
      fault(`It is ignored, since it is no YAML mapping: ${firstLineOf(error)}.`);
    }
  }
  return { bySource, faults, isLost: (source) => allLost || lost.has(source) };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
