import { parseDocument } from '../corpus/parse.js';
import type { Found } from './collect.js';
import type { Generation } from './generation.js';
import type { StoredDocument } from './rows.js';

/** What was indexed of a file, or of the files below a folder, and can still be used. */
export function keep(previous: Generation, source: string): Found[] {
  return previous.documents.flatMap((stored) => {
    if (stored.info.source !== source && !stored.info.source.startsWith(`${source}/`)) return [];
    try {
      const document = parsedAgain(previous, stored);
      const read = { document, state: 'kept' as const, faults: [] };
      const bytes = Buffer.byteLength(document.text);
      const { fingerprint } = stored;
      return [
        { source: stored.info.source, state: 'kept', fingerprint, bytes, read: async () => read },
      ];
    } catch {
      return [];
    }
  });
}

function parsedAgain(previous: Generation, { id, info, fingerprint }: StoredDocument) {
  const document = parseDocument(info.source, Buffer.from(previous.text(id)));
  return { ...document, info, fingerprint };
}
