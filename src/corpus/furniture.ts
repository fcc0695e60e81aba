import type { Block } from './document.js';

/**
 * Page furniture: what a web page puts around an article. Each pattern matches a whole block, so
 * the same words inside a sentence stay quotable.
 */
const FURNITURE: readonly RegExp[] = [
  /^(?:trending(?: now)?|most (?:read|popular|viewed)|latest(?: news| stories)?|top stories)$/i,
  /^(?:advertisement|advertising|sponsored(?: content)?|promoted(?: content)?)$/i,
  /^(?:share|tweet|print|email|save|follow us|subscribe|sign (?:in|up)|log in|menu|search)\b.{0,40}$/i,
  /^(?:(?:leave|post|add|write) a comment|no comments|comments?(?: \(\d+\)| are closed)?|\d+ comments?)$/i,
  /^(?:read|see|learn|watch|listen)(?: more| also| next| full (?:story|article))?:?$/i,
  /^(?:write|email|e-mail|contact|reach) (?:to |us |the author ).{0,80}\S+@\S+\.\S+/is,
  /^(?:copyright|©|\(c\)) .{0,200}$/i,
  /^all rights reserved\.?$/i,
];

/** Headings of a list of links; the links below, which are no sentences, belong to it. */
const LINK_LIST: readonly RegExp[] = [
  /^(?:popular|recent|related|more|other|similar) (?:posts?|articles?|stories|news|reading|links)\b.{0,40}$/i,
  /^(?:related|recommended|read (?:more|next)|you (?:may|might) (?:also )?like|more (?:from|on|in) .{1,40}):?$/i,
];

const SENTENCE = /[.!?…]["'”’)\]]*$/;

/** The blocks that are the article itself, in their order. */
export function withoutFurniture(text: string, blocks: readonly Block[]): Block[] {
  let inLinkList = false;
  return blocks.filter((block) => {
    const content = text
      .slice(block.start, block.end)
      .replace(/^#{1,6}\s+/, '')
      .trim();
    if (LINK_LIST.some((pattern) => pattern.test(content))) {
      inLinkList = true;
      return false;
    }
    inLinkList &&= !SENTENCE.test(content);
    return !inLinkList && hasWord(content) && !FURNITURE.some((pattern) => pattern.test(content));
  });
}

/** A lone letter or a row of symbols is what a converter left of a picture or a rule. */
function hasWord(content: string): boolean {
  return /[\p{L}\p{N}]{2}|[\p{Lo}]/u.test(content);
}
