import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../errors.js';
import type { CorpusFault } from './document.js';
import { type Metadata, readMetadata } from './front-matter.js';

export const SOURCES_FILE = 'sources.yaml';

export interface SourcesFile {
  readonly bySource: ReadonlyMap<string, Metadata>;
  readonly faults: readonly CorpusFault[];
}

/**
 * Reads `sources.yaml`: per file name what its text states but not in a machine-readable way. A
 * missing file is no fault; a broken entry costs that entry only.
 */
export async function readSourcesFile(folder: string): Promise<SourcesFile> {
  const bySource = new Map<string, Metadata>();
  const faults: CorpusFault[] = [];
  const fault = (message: string) => faults.push({ source: SOURCES_FILE, message });
  try {
    const content = await readFile(join(folder, SOURCES_FILE), 'utf8');
    const entries = z.record(z.string(), z.unknown()).parse(parse(content) ?? {});
    for (const [source, entry] of Object.entries(entries)) {
      try {
        bySource.set(source, readMetadata(entry));
      } catch (error) {
        fault(`The entry ${source} is ignored: ${messageOf(error)}.`);
      }
    }
  } catch (error) {
    if (!isMissing(error)) {
      fault(`It is ignored, since it is no YAML mapping: ${messageOf(error).split('\n')[0]}`);
    }
  }
  return { bySource, faults };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
