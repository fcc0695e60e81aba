import { z } from 'zod';
import { parseDate } from './dates.js';
import { foldWhiteSpace, shortened } from './lines.js';
import { firstLineOf, parseYaml } from './yaml.js';

/** Longer front matter is not metadata any more, code units. */
const LONGEST = 16 * 1024;
/** A title stands before every passage of its document; a longer one is cut at a word. */
const LONGEST_TITLE = 200;

const OPENING = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/;
const CLOSING = /(?:\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r|$)/g;

/** YAML's ways of saying that a key has no value. */
const NOTHING = /^(?:~|null)?$/i;

const words = z.string().transform((value) => value.trim().replace(NOTHING, ''));
const list = z
  .union([words.transform((value) => [value]), z.array(words)])
  .transform((values) => values.filter((value) => value !== ''));

/** The keys that are understood; others are ignored. */
const METADATA = z.object({
  title: words.optional(),
  date: words.optional(),
  published_time: words.optional(),
  modified_time: words.optional(),
  source_url: words.optional(),
  url: words.optional(),
  publisher: words.optional(),
  author: list.optional(),
  authors: list.optional(),
  tags: list.optional(),
});

/** Metadata that a text, or `sources.yaml`, states about a document. */
export interface Metadata {
  readonly title?: string;
  readonly date?: string;
  readonly url?: string;
  readonly publisher?: string;
  readonly authors?: readonly string[];
  readonly tags?: readonly string[];
}

export interface ReadMetadata {
  readonly metadata: Metadata;
  /** What could not be understood and so stays unknown, a phrase each. */
  readonly remarks: readonly string[];
}

export interface FrontMatter extends ReadMetadata {
  /** Where the body begins, code units. */
  readonly bodyStart: number;
}

/** @throws Error that says what is wrong when front matter is opened and cannot be read. */
export function readFrontMatter(text: string): FrontMatter {
  const opening = OPENING.exec(text);
  if (opening === null)
    return { metadata: {}, remarks: [], bodyStart: text.startsWith('\uFEFF') ? 1 : 0 };
  // From the end of the opening rule but for its line end, so that an empty front matter closes.
  CLOSING.lastIndex = opening[0].trimEnd().length;
  const closing = CLOSING.exec(text.slice(0, LONGEST));
  if (closing === null) {
    const where =
      text.length > LONGEST ? `not closed within ${LONGEST} characters` : 'never closed';
    throw new Error(`front matter is opened by "---" but ${where}`);
  }
  return {
    ...readMetadata(parseFrontMatter(text.slice(opening[0].length, closing.index))),
    bodyStart: CLOSING.lastIndex,
  };
}

/** @throws Error that names the key when a value has the wrong shape. */
export function readMetadata(value: unknown): ReadMetadata {
  const parsed = METADATA.safeParse(
    value === undefined || value === null || value === '' ? {} : value,
  );
  if (!parsed.success) {
    const keys = parsed.error.issues.map((issue) => issue.path[0] ?? 'the whole');
    throw new Error(`metadata is not as expected: ${[...new Set(keys)].join(', ')}`);
  }
  const raw = parsed.data;
  const stated = raw.date || raw.published_time || raw.modified_time;
  const date = stated ? parseDate(stated) : undefined;
  const remarks = stated && date === undefined ? [`"${stated}" is no calendar date`] : [];
  const url = raw.source_url || raw.url;
  const authors = raw.authors?.length ? raw.authors : raw.author;
  const metadata = {
    ...(raw.title ? { title: shortened(foldWhiteSpace(raw.title), LONGEST_TITLE) } : {}),
    ...(date === undefined ? {} : { date }),
    ...(url && /^https?:\/\//i.test(url) && URL.canParse(url) ? { url } : {}),
    ...(raw.publisher ? { publisher: raw.publisher } : {}),
    ...(authors?.length ? { authors } : {}),
    ...(raw.tags?.length ? { tags: raw.tags } : {}),
  };
  return { metadata, remarks };
}

function parseFrontMatter(source: string): unknown {
  try {
    return parseYaml(source);
  } catch (error) {
    throw new Error(`front matter is not valid YAML: ${firstLineOf(error)}`);
  }
}
