/** What a message is about that asks the documents nothing. */
export type SmallTalk =
  | 'greeting'
  | 'thanks'
  | 'remark'
  | 'goodbye'
  | 'identity'
  | 'order'
  | 'opinion';

const REPLIES: Readonly<Record<SmallTalk, string>> = {
  greeting: 'hello! Ask me a question, and I quote what the documents say about it',
  thanks: 'glad to be of use; ask on whenever you like',
  remark: 'ask whenever you like, and I quote what the documents say about it',
  goodbye: 'goodbye, and ask again whenever you like',
  identity:
    'I answer questions with passages quoted word for word from a set of documents, each with its source, and never with words of my own',
  order: 'I write nothing of my own and play no part; I only quote what the documents say',
  opinion: 'I have no opinion of my own; I only quote what the documents say',
};

/** Apostrophes are gone and everything but letters and digits is a space, so `what's` is `whats`. */
const ADDRESSEE =
  '(?: (?:all|everyone|everybody|folks|guys|team|friends?|mate|man|dude|buddy|pal|there|again|bot|verbatim|yall|you|to you|too|so much|a lot|very much|a bunch|now|then|today|tonight|this morning|these days|lol))*';
const YOU = '(?:you|u|ya)';
const ARE_YOU = `(?:are ${YOU}|r u|youre|you are)`;

const YOU_ARE = '(?:youre|you are|ur|u r)(?: (?:so|very|really|the|a|such|just|pretty))*';

/** Whole phrases; a message made of nothing but them is small talk of the last one's kind. */
const PHRASES: readonly (readonly [SmallTalk, string])[] = [
  [
    'greeting',
    'hi+|hey+|hello+|hiya|heya|howdy|yo|sup|gm|greetings|salutations|(?:a )?(?:very )?good (?:morning|afternoon|evening|day)|g?morning|evening|ping|test(?:ing)?|nice to meet you|happy \\w+|welcome(?: back)?',
  ],
  [
    'greeting',
    `(?:so )?how (?:${ARE_YOU}|are things|is life|have you been)(?: (?:doing|feeling|going|holding up))?|how do you do|hows (?:it|life|everything|things|your (?:day|morning|evening|night|week))(?: going)?|how is (?:it|everything|your day)(?: going)?|(?:whats|what is) up|wass?up|${ARE_YOU} (?:ok(?:ay)?|alright|well|there|here|awake|online|around|busy|up)|${YOU} there|(?:is )?any(?:one|body) (?:here|there|around|home)`,
  ],
  [
    'thanks',
    '(?:many |ok(?:ay)? )?(?:thanks|thank you|thank u|thx|tysm|ty|cheers|merci)(?: (?:again|so much|a (?:lot|bunch|ton|million)|very much))*(?: for (?:that|this|it|everything|helping(?: me)?|answering|(?:all )?(?:the|your) (?:quick |great )?(?:help|info|answers?|quotes?|reply|time)))?|(?:much )?appreciated|(?:i )?appreciate (?:it|that)|(?:good|great|nice|well|awesome) (?:job|work|one|done|answer|stuff|bot)|perfect|awesome|great|cool|nice|ok(?:ay)?|got it|makes sense|understood',
  ],
  [
    'thanks',
    `i (?:love|like) (?:${YOU}|this bot)|${YOU_ARE} (?:best|great|awesome|amazing|cool|funny|smart|clever|helpful|genius|legend|star|nice|cute|brilliant)|you rock`,
  ],
  [
    'remark',
    `(?:lo+l|lmf?ao|rofl|omg|wow|(?:ha){2,}a*h?|(?:he){2,}|hm+|o+h|i see|never ?mind|nvm|meh|whatever|bad bot)|i hate (?:${YOU}|this bot)|${YOU_ARE} (?:stupid|dumb|useless|bad|wrong|annoying|boring)|you suck`,
  ],
  [
    'goodbye',
    '(?:good ?)?bye+(?: bye+)?|good ?night|gn|(?:ill )?(?:see|cya|catch) ?(?:you|ya|u)?(?: (?:later|soon|tomorrow|around|next time))?|later|take care|have a (?:good|nice|great|lovely) (?:day|one|evening|night|week|weekend|time)|ttyl|farewell|gotta go|im (?:off|out)',
  ],
  [
    'identity',
    `(?:who|what)(?: exactly)? (?:are|r) ${YOU}(?: exactly)?|(?:what is|whats) (?:your name|this bot)(?: for)?|what (?:can|do) ${YOU} (?:even |actually )?do(?: for (?:me|us))?|what can ${YOU} (?:tell|help) (?:me|us)(?: with)?|what are you (?:for|good for|capable of|able to do)|how (?:do you|does this(?: bot)?|do i use (?:you|this(?: bot)?)) ?(?:work)?|${ARE_YOU} (?:a |an )?(?:real )?(?:bot|ai|human|person|robot|machine|chatgpt|gpt|llm|language model|real|sentient|conscious|alive)|who (?:made|built|created|programmed|trained|wrote|owns) ${YOU}|what (?:model|llm|ai)(?: are you| do you use)?|(?:i need |can you |please )?help(?: me)?(?: please)?|tell me about yourself|introduce yourself|what (?:else )?(?:can|should) i ask(?: you)?(?: about)?|what (?:sort|kind)s? of questions can (?:i ask(?: you)?|you answer)|what do you know(?: about)?|what (?:documents|sources|files|texts) do you (?:have|know|use)|what languages do you speak|how old ${ARE_YOU}|where ${ARE_YOU} from`,
  ],
];
const WHOLE = PHRASES.map(([kind, phrases]) => {
  return [kind, new RegExp(`^(?:${phrases})${ADDRESSEE}(?: |$)`)] as const;
});

const POLITE =
  /^(?:(?:please|pls|plz|kindly|just|now|ok|so|and|but|then|also|well|wait|for me|go ahead and|(?:can|could|would|will) (?:you|u)|i (?:want|need|order|command) you to|id like you to|i would like you to|from now on|instead) )+/;

const AMUSEMENT =
  '(?:poems?|poetry|haikus?|limericks?|sonnets?|jokes?|puns?|riddles?|songs?|raps?|bedtime story|fairy tale|fun fact)';
const POINTING =
  '(?:the|this|that|these|those|his|her|their|its|what|which|who|whose|how|why|when|where|whether|if|about) ';
const WORK =
  '(?:story|stories|tales?|essays?|novels?|scripts?|code|programs?|functions?|loops?|class|apps?|websites?|regex|query|lyrics|verses?|pictures?|images?|drawings?|memes?|emails?|letters?|speech|speeches|tweets?|posts?|articles?|blog|recipes?|scene|dialogue|headlines?|slogans?|cover letter|python|javascript|java|typescript|html|sql|rust|bash)';
const MAKE =
  '(?:write|compose|create|generate|draft|invent|make|make up|produce|craft|come up with|sing|rap|recite|draw|paint|sketch|design|code|implement|program)';

/** Orders and wishes that only words of one's own could meet, by how they begin. */
const BEGINNINGS: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'order',
    /^(?:ignore|forget|disregard|override|bypass|drop) (?:(?:all|any|your|my|previous|prior|earlier|above|preceding|system|these|those|every|of|the|safety) ){1,5}(?:instructions?|rules?|prompts?|guidelines?|training|directives?|constraints?|restrictions?|programming|messages?|commands?)\b/,
  ],
  [
    'order',
    /^(?:ignore|forget|disregard) (?:(?:everything|all|anything|what(?:ever)?)(?: that)? (?:above|before|prior|previous|you (?:were|have been|know|learned)|i (?:said|told)|(?:was )?said (?:above|before))|the (?:above|previous|documents)|previous)\b/,
  ],
  [
    'order',
    /^(?:you are now|youre now|you will now|act (?:as|like)|pretend(?: to be| that| youre| you are| like)?|role ?play|imagine (?:that )?(?:youre|you are)|behave (?:as|like)|(?:respond|answer|reply|speak|talk) (?:only )?(?:as|like) (?:a|an|if)|simulate|enter \w+ mode|enable \w+ mode|(?:dan|developer|god|debug|admin) mode|jailbreak|sudo|system prompt|repeat after me|say something)\b/,
  ],
  [
    'order',
    /^(?:whats|what (?:is|are|was|were)|show|tell|give|print|reveal|repeat|output|display|leak|list)(?: me| us)?(?: all)?(?: of)? (?:your (?:\w+ ){0,2}(?:prompts?|instructions?|rules|guidelines|programming)|the (?:system prompt|(?:text|words|instructions|prompt) above))$/,
  ],
  // “tell me what the song says” asks about one that is there.
  [
    'order',
    new RegExp(`^(?:give|tell|show|sing|read|send) (?:(?!${POINTING})\\w+ ){0,4}${AMUSEMENT}\\b`),
  ],
  ['order', new RegExp(`^${MAKE} (?:\\w+ ){0,4}${AMUSEMENT}\\b`)],
  [
    'order',
    new RegExp(
      `^${MAKE} (?:me |us |up )?(?:a|an|some|another|my|one|our) (?:\\w+ ){0,3}${WORK}\\b`,
    ),
  ],
  ['order', new RegExp(`^(?:write|code|program|generate) ${WORK}\\b`)],
  ['order', /^(?:write|compose|draft|draw|paint|sing|rap) (?:me|us)\b/],
  ['order', /^translate\b/],
  [
    'order',
    /^(?:summari[sz]e|explain|describe|answer|retell|rewrite|rephrase|put|say|tell|give)\b.*\b(?:in|as|like)(?: an?| the)?(?: style of)?(?: \w+)? (?:rap|rhymes?|verse|poem|poetry|song|haiku|limerick|pirate|emojis?|shakespeare|yoda)$/,
  ],
  [
    'opinion',
    /^(?:(?:whats|what is|what are) your (?:own |personal |honest )?(?:opinions?|thoughts?|views?|take|feelings?|favou?rite)|what do (?:you|u)(?: personally| honestly| really)? think(?: of| about|$)|how do you feel|do you (?:personally |really |even )?(?:like|love|hate|support|agree|prefer|trust|care)|are you (?:for|against|pro|anti)|who do you (?:support|like|prefer|trust|root for|vote)|would you (?:rather|vote|support)|your (?:opinion|thoughts))\b/,
  ],
];

/**
 * Tells a message that asks the documents nothing from a question. Only whole messages count: a
 * question behind a greeting is a question.
 *
 * @returns one friendly phrase to answer with; `undefined` for a question.
 */
export function smallTalk(text: string): string | undefined {
  let rest = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  let kind: SmallTalk | undefined;
  while (rest !== '') {
    const phrase = WHOLE.map(([of, pattern]) => ({
      of,
      length: pattern.exec(rest)?.[0].length ?? 0,
    })).reduce((longest, found) => (found.length > longest.length ? found : longest));
    if (phrase.length === 0) break;
    // Nobody laughs instead of a thank-you that they write beside it.
    if (kind === undefined || phrase.of !== 'remark') kind = phrase.of;
    rest = rest.slice(phrase.length);
  }
  if (rest === '') return kind && REPLIES[kind];
  const plea = rest.replace(POLITE, '');
  const meant = BEGINNINGS.find(([, pattern]) => pattern.test(plea))?.[0];
  return meant && REPLIES[meant];
}
