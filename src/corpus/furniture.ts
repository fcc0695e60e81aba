import type { Block } from './document.js';

/**
 * Page furniture: what a web page puts around an article. Each pattern matches a whole block that
 * does not end as a sentence does, so the same words inside a sentence stay quotable.
 */
const FURNITURE: readonly RegExp[] = [
  /^(?:trending(?: now)?|most (?:read|popular|viewed)|latest(?: news| stories)?|top stories)$/i,
  /^(?:advertisement|advertising|sponsored(?: content)?|promoted(?: content)?)$/i,
  /^(?:menu|search|save|bookmark|print|tweet|share|e-?mail|subscribe|log in|sign (?:in|up))$/i,
  /^(?:share|tweet|e-?mail|print|save|bookmark) (?:this|on|via)\b.{0,40}$/i,
  /^(?:subscribe|sign (?:in|up)|log in) (?:now|here|today|to|for|with)\b.{0,40}$/i,
  /^follow us\b.{0,40}$/i,
  /^(?:(?:leave|post|add|write) a comment|no comments|comments?(?: \(\d+\)| are closed)?|\d+ comments?)$/i,
  /^(?:read|see|learn|watch|listen)(?: more| also| next| full (?:story|article))?:?$/i,
];

/** The same for lines that may end in a full stop: unmistakable to their end. */
const FURNITURE_LINES: readonly RegExp[] = [
  /^(?:write|e-?mail|contact|reach) (?:to|us|the authors?)\b.{0,300}\S@\S+\.\w+\.?$/is,
  /^(?:copyright (?:©|\(c\))?|©|\(c\)) ?\d{4}\b.{0,80}$/i,
  /^© .{0,80}$/,
  /^all rights reserved\.?$/i,
];

/** Headings of a list of links; the links below, which are no sentences, belong to it. */
const LINK_LIST: readonly RegExp[] = [
  /^(?:popular|recent|related|more|other|similar) (?:posts?|articles?|stories|news|reading|links)(?: (?:by|from|in|on)\b.{0,40})?:?$/i,
  /^(?:related|recommended|read (?:more|next)|you (?:may|might) (?:also )?like|more from .{1,40}):?$/i,
];

const SENTENCE = /[.!?…]["'”’)\]]*$/;
/** A headline may ask or be cut short; text behind a list ends in a full stop or is longer. */
const ENDS_LIST = /[.!]["'”’)\]]*$|^.{160}|^#{1,6}\s/s;

/** The blocks that are the article itself, in their order. */
export function withoutFurniture(text: string, blocks: readonly Block[]): Block[] {
  let inLinkList = false;
  return blocks.filter((block) => {
    const raw = text.slice(block.start, block.end);
    const content = raw.replace(/^#{1,6}\s+/, '').trim();
    if (matches(LINK_LIST, content) && !SENTENCE.test(content)) {
      inLinkList = true;
      return false;
    }
    inLinkList &&= !ENDS_LIST.test(raw);
    return !inLinkList && hasWord(content) && !isFurniture(content);
  });
}

function isFurniture(content: string): boolean {
  if (matches(FURNITURE_LINES, content)) return true;
  return matches(FURNITURE, content) && !SENTENCE.test(content);
}

function matches(patterns: readonly RegExp[], content: string): boolean {
  return patterns.some((pattern) => pattern.test(content));
}

/** A lone letter or a row of symbols is what a converter left of a picture or a rule. */
function hasWord(content: string): boolean {
  return /[\p{L}\p{N}]{2}|[\p{Lo}]/u.test(content);
}
