import { describe, expect, test } from 'vitest';
import { blockTexts, parsed } from './parsed.js';

const BEFORE = 'The delegations met in the morning and talked until the evening.';
const AFTER = 'They will meet again next week, the ministry said.';

/** What is left of a page with `furniture` in the middle of the article. */
function around(...furniture: string[]): string[] {
  return blockTexts(parsed([BEFORE, ...furniture, AFTER].join('\n\n')));
}

describe('page furniture is not quotable', () => {
  test.each([
    'Trending Now',
    'TRENDING',
    'Most Read',
    'Latest news',
    'Top Stories',
    'Advertisement',
    'Sponsored content',
    'Share this article',
    'Share on Facebook',
    'Tweet',
    'Subscribe to our newsletter',
    'Sign up for breaking news alerts',
    'Follow us on Mastodon',
    'Comments',
    'Comments (12)',
    '3 comments',
    'Comments are closed',
    'Leave a comment',
    'Read more',
    'Read more:',
    'See also',
    'Write to Ann Lee at ann.lee@post.example',
    'Write to Ann Lee at a.lee@post.example, Bo Ray at b.ray@post.example and Cy Day at c@d.example',
    'Contact us at tips@post.example.',
    'Email the author at ann@post.example',
    '© 2025 The Daily Post',
    'Copyright 2025 The Daily Post. All rights reserved.',
    'All rights reserved.',
    'a',
    '*',
    '***',
    '\\###',
    '—',
    '| |',
  ])('%s', (furniture) => {
    expect(around(furniture)).toEqual([BEFORE, AFTER]);
  });

  test.each([
    'Popular posts from this blog',
    'Related articles',
    '## More stories',
    'Related:',
    'You may also like',
    'Recommended',
    'Read next',
    'More from The Daily Post',
  ])('nor are the links below "%s", up to the next sentence', (heading) => {
    const links = ['A river turns', 'Will the river turn back?', 'How the river turned on the…'];
    expect(around(heading, ...links)).toEqual([BEFORE, AFTER]);
  });

  test('a list of links that ends the page takes nothing above it away', () => {
    const page = [BEFORE, AFTER, 'Popular posts from this blog', 'A river turns', 'A wall falls'];
    expect(blockTexts(parsed(page.join('\n\n')))).toEqual([BEFORE, AFTER]);
  });

  test('a Markdown heading below a list of links is the article again', () => {
    const left = around('Related articles', 'A river turns', '## The second day', 'A short line');
    expect(left).toEqual([BEFORE, '## The second day', 'A short line', AFTER]);
  });
});

describe('the article stays, whatever words it has in common with furniture', () => {
  test.each([
    'Trending now, the hashtag was seen by millions.',
    'Comments by the minister were met with silence.',
    'Comments from Moscow',
    'Popular posts from this blog were read out in parliament.',
    'Save the Children said on Monday that it would stay.',
    'Search teams found two survivors.',
    'Search for survivors goes on',
    'Email to the minister reveals a plan',
    'Print is not dead.',
    'Share prices fell by two percent',
    'Share this burden, he told his allies.',
    'Subscribe to no theory, she said.',
    'Copyright law protects authors.',
    '(c) Notwithstanding the provisions of this memorandum, the order stands.',
    '(c) the Department of Defense;',
    'Other news organizations reported the same.',
    'More on the coordinated federal response:',
    'Similar stories of loss',
    'Related to this is the question of money.',
    'Write to your representative, the campaign urged.',
    'Write to the ministry at info@mfa.example, officials told the families on Sunday.',
    'He told readers to write to tips@post.example with evidence.',
    'All rights reserved to the states remain theirs.',
    'Menu prices rose',
    'Read more books, the teacher said.',
    'Latest in a series of blows to Kyiv',
    '和',
    '42',
  ])('%s', (block) => {
    expect(around(block)).toEqual([BEFORE, block, AFTER]);
  });
});
