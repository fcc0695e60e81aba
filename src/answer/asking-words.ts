const WH = '(?:what|who|whom|whose|which|where|when|why|how)';
const BE = '(?:is|are|was|were|does|did|has|can|could|will|would|should)';
const AUXILIARY = `(?:${BE}|do|have|had|am|might|must)`;
const YOU = '(?:you|u|ya|yall)';
/** Subjects that are no nouns. */
const SUBJECT =
  '(?:he|she|it|they|we|there|the|this|that|these|those|a|an|his|her|its|their|our|my|any|anyone|anybody|anything|all|both|some|someone|somebody|most|many|people)';
/** Behind an auxiliary, these make a statement without its subject: "was great", "can confirm". */
const NO_SUBJECT =
  '(?:not|be|been|being|confirm|do|done|love|like|wait|agree|see|say|stand|never|always|ever|just|also|still|so|too|very|really|only|great|good|nice|fun|fine|bad|better|worse|worth|hard|cool|happy|sad|late|lovely|amazing|nothing|everything|what|how|why|where|if|for|in|on|at|to|from|with|about|around|here|have|go|get|take|try|make|use|tell|relate|imagine|understand|send|call|work|check|let|bring|keep|come|ask|find|look|read|start|need|report|post|update|help|give|put|leave|stay|stop|wait|move|i|you|u|\\S+ing|\\S+ly)';
const SOMEBODY =
  '(?:any ?(?:one|body)|some ?(?:one|body)|any of (?:you|them|us)|we|you|u|yall)(?: (?:here|there|please|else|all|guys))*';
/** What an indirect question goes on with. */
const THEN = `(?:if|whether|about|${WH})`;
const PLEASE = '(?:please |pls |kindly |just |quickly )*';
const WOULD_YOU = `${PLEASE}(?:(?:can|could|would|will) (?:${YOU}|${SOMEBODY}) )?${PLEASE}`;

const anyOf = (...patterns: readonly string[]) => new RegExp(`^(?:${patterns.join('|')})`);

/*
 * All of these look at the words of one sentence, lower case, single spaces between, without
 * apostrophes and with contractions written out ("what is"); a word is `\S+`, in any script.
 */

/** The beginning of a question that is asked outright. */
export const OUTRIGHT = anyOf(
  `(?:what|where|when|why|how|who|whom|whose) ${AUXILIARY} `,
  `which (?:(?:is|are|was|were) the|of) `,
  `which (?!${AUXILIARY} |means? |reminds? |makes? |brings? |leads? |i |we |you )\\S+ \\S+`,
  'whose \\S+ \\S+',
  'who (?!(?:i|we|you|he|she|they|the|it|dares?)\\b)\\S+',
  'what (?:happen\\S*|about|kind|sort|time|else) ',
  `what (?!(?:i|we|you|he|she|they|it|a|an|the) )(?:(?!${AUXILIARY} )\\S+ ){1,5}?${AUXILIARY} (?!that |what |why |not |how )`,
  'what \\S+(?:ed|es|ts|ns) (?!is |was |most |to )\\S+',
  'what (?:percentage|share|number|amount|proportion|part|year|day|size|colou?r)s? ',
  'how (?:many|much|long|old|often|far|big|tall|soon) (?!(?:i|we|you|he|she|they)\\b)',
  `how \\S+ ${AUXILIARY} `,
  'how (?:come|to) ',
  'why (?:the|no) ',
  `(?!did my )${BE}(?: not)? ${SUBJECT} (?!(?:is|was|good|fine|well|ok|okay)\\b)\\S+`,
  `(?!did my )${BE}(?: not)? (?!(?:${NO_SUBJECT}|${SUBJECT}) )\\S+ \\S+`,
  'do (?:they|we|i|people|any\\S*|all|both|these|those|most|many|the (?:\\S+ )?\\S+s|\\S\\S+s) (?!please|pls|now|yourself)\\S+',
  'have (?:they|we|any\\S*|these|those|both|people|the .*\\S(?:ed|en|un|ne|nd|me|ft|ld|nt|de|ght)\\b)',
);

/** The beginning of what is asked as a wish, an order, or after what somebody knows. */
export const INDIRECT = anyOf(
  `(?:do |does |did |can |could |would |has |have )?${SOMEBODY} (?:know|knows|remember|remembers|heard (?:anything )?${THEN}|explain|confirm|(?:got|have|has) an? (?:idea|clue)) (?!(?:i|me|we|them|him|her|it|that|this|what i mean)\\b(?! ${THEN}))`,
  `(?:any|an) (?:idea|clue|news|word|updates?|info|information|details) ${THEN}`,
  '(?:any) (?:news|word|updates?|info|information|details) (?:on|of|from) ',
  `(?:i (?:was |am )?)?(?:just |still |also |really )*(?:wonder|wondering|curious) ${THEN}`,
  `(?:i )?(?:am )?(?:just |really |also )*(?:wants?|wanted|need|would like|would love|trying|dying) to (?:know|find out|understand|learn) (?:more|the|${THEN})`,
  `${WOULD_YOU}(?:tell|remind|show|give) (?:me|us) ${PLEASE}(?:if|whether|about (?!it$)|the|all|every|a list|${WH})`,
  `${WOULD_YOU}(?:explain|list|describe|summari[sz]e|look up|find out|quote) (?:the|a|all|every|any|${THEN}) `,
  '(?:i (?:have|got) )?an? (?:\\S+ )?question (?:about|on|regarding) ',
  '(?:i am )?(?:looking|searching) for (?:info|information|details|sources) ',
);

/** A question that a statement leads up to: "it collapsed, does anyone know why". */
export const FOLLOWING = anyOf(
  `(?:what|why|how|when|where) ${AUXILIARY} `,
  'how (?:many|much|long|old|often|far|come) ',
  `(?:do |does )?${SOMEBODY} (?:know|knows|remember|remembers) `,
  `any (?:idea|clue|news) ${THEN}`,
);

/** Asked of the people who are there, or told of them; documents know nothing of it. */
export const PERSONAL = anyOf(
  `(?:(?:what|where|when|why|who|how|which \\S+) )?(?:(?:are|were|did|have|had|will|would) (?:not )?(?:${YOU}|i)|(?:do|can|could|should) (?:not )?${YOU} (?:even |really |actually |still )?(?:want|like|think|mean|feel|agree|believe|love|hate|prefer|mind|see|hear me|come|need me)|am i|is it me)\\b`,
  '(?:shall|should) (?:we|i)\\b',
  '(?:you|u|your|ur|i|my) ',
);

/** Whole sentences that look like a question and ask nothing. */
export const RHETORICAL =
  /^(?:who (?:cares|knows|knew|asked|says|else|would have (?:thought|guessed)|can blame \S+)|who (?:dares|knows|cares) .*|who (?:would|could) (?:do|say|want|think) (?:such|this|that)\b.*|why (?:not|me|bother|though)|so what|now what|what now|guess what|what (?:if|gives|the \S+|is (?:new|up|the (?:point|deal))|else is new|could (?:possibly )?go wrong)|how dare .*|how hard can (?:it|that) be|how about (?:no|that)|how is that (?:even )?possible|is (?:that so|what it is|it just me)|(?:what|how) an? .*|says who|know what i mean|wait what|can you (?:believe|imagine) (?:it|this|that))$/;

/** Asks for nothing but a nod. */
export const TAG =
  / (?:right|yeah|yes|no|eh|huh|ok|okay|innit|correct|you know|really|lol|(?:is|are|was|were|do|does|did|will|can|has|have) not (?:it|they|he|she|we|you)(?: think)?)$/;

/** What may stand before the question that a sentence begins with. */
export const OPENING =
  /^(?:(?:so|ok|okay|k|and|but|or|then|also|well|now|hey|hi|hello|yo|btw|anyway|anyways|lol|lmao|ha(?:ha)+|hm+|u[hm]+|oh|wait|sorry|idk|tbh|omg|guys|folks|all|everyone|everybody|(?:quick |serious |honest )?question|seriously|honestly|actually|mate|dude|bot|bro) )+(?=\S+ )/;

/** Only adds force: "who the hell", "what exactly". */
export const FORCE =
  / (?<=^\S+ )(?:(?:the|in the) (?:hell|heck|fuck|world)|on earth|tf|exactly|actually|really|again)(?= )/;
