import { closeSync, openSync, readSync } from 'node:fs';

/** Before the first element, as `saveIndex` of hnswlib writes it (hnswalg.h), little-endian. */
const HEADER_BYTES = 96;
const AT = { count: 16, elementBytes: 24, label: 32, vector: 40 } as const;
const LABEL_BYTES = 8;
const NUMBER_BYTES = 4;

/**
 * A vector of a file that `VectorShard.save` has written, without the graph: to load that of 40,960
 * passages takes 50 MB and as long as to embed some hundred. Bisects the labels, which rise when the
 * vectors were added by rising id.
 *
 * @returns `undefined` when it is not found so; the graph may have it all the same.
 */
export function readVector(path: string, dimension: number, id: number): Float32Array | undefined {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(file, header, 0, HEADER_BYTES, 0);
    const [count, elementBytes, label, vector] = [
      AT.count,
      AT.elementBytes,
      AT.label,
      AT.vector,
    ].map((at) => Number(header.readBigUInt64LE(at))) as [number, number, number, number];
    const bytes = dimension * NUMBER_BYTES;
    if (label - vector !== bytes || elementBytes !== label + LABEL_BYTES) return undefined;
    const element = Buffer.alloc(bytes + LABEL_BYTES);
    let from = 0;
    let to = count;
    while (from < to) {
      const middle = (from + to) >> 1;
      const at = HEADER_BYTES + middle * elementBytes + vector;
      if (readSync(file, element, 0, element.length, at) < element.length) return undefined;
      const found = Number(element.readBigUInt64LE(bytes));
      if (found === id)
        return new Float32Array(
          element.buffer.slice(element.byteOffset, element.byteOffset + bytes),
        );
      if (found < id) from = middle + 1;
      else to = middle;
    }
    return undefined;
  } finally {
    closeSync(file);
  }
}
