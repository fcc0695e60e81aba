/** Written before a name, and short for what stands behind the colon. */
const ABBREVIATED: ReadonlyMap<string, string> = new Map(
  `gen:general adm:admiral sen:senator rep:representative gov:governor col:colonel maj:major
  lt:lieutenant capt:captain cmdr:commander sgt:sergeant amb:ambassador sec:secretary pres:president
  prof:professor rev:reverend`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

/** What a person is called by politeness alone; it does not tell one person from another. */
export const HONORIFICS = wordSet(
  'mr mrs ms mx dr sir lady lord dame madam miss messrs excellency honorable majesty highness',
);

/** The word that a title or an office ends with, or that "of" follows. */
const HEADS = wordSet(
  `president chancellor premier minister secretary king queen prince princess pope emperor empress
  sultan emir sheikh ayatollah cardinal archbishop bishop rabbi reverend imam senator representative
  congressman congresswoman governor mayor ambassador envoy general admiral colonel major captain
  lieutenant sergeant commander marshal brigadier chief director chairman chairwoman chair chairperson
  commissioner spokesman spokeswoman spokesperson judge justice attorney prosecutor lawyer leader
  speaker administrator adviser advisor negotiator aide confidant confidante ally diplomat analyst
  economist professor reporter correspondent journalist columnist editor author founder cofounder ceo
  coach candidate lawmaker deputy delegate sheriff officer official expert historian activist
  businessman businesswoman financier billionaire oligarch magnate tycoon actor actress singer
  brother sister wife husband son daughter father mother widow nephew cousin lady treasurer
  comptroller surgeon scientist physicist engineer veteran astronaut pastor strategist pollster
  manager coordinator inspector superintendent ombudsman legislator politician dictator warlord
  elect head boss counsel counselor counsellor undersecretary`,
);

/** Belongs to a title though it has no capital. */
const MODIFIERS = wordSet(
  `special prime vice deputy foreign defense defence interior press chief national security former
  acting interim senior top assistant associate under first second lead principal executive managing
  general major brigadier personal longtime political military presidential royal crown attorney
  foreign-policy communications legal chief-of-staff opposition parliamentary finance economy health
  energy trade justice education labor labour homeland treasury state in-law co`,
);

/** Between the head of a title and what it is the head of: "secretary of the army". */
export const TITLE_TIES = wordSet('of for to');

/** Small words within a title that is tied: "president of the council". */
export const TITLE_LINKS = wordSet('of the a an');

/** Words of a title that say nothing. */
const SILENT = wordSet('of the for to and in on a an at');

/** The forms of verbs of saying that stand beside a speaker's name. */
export const SAYING = wordSet(
  `said says say saying told tells stated states wrote writes added adds noted notes announced
  announces warned warns confirmed confirms insisted insists argued argues claimed claims declared
  declares explained explains replied replies responded responds asked asks tweeted posted suggested
  suggests acknowledged acknowledges stressed stresses emphasized emphasised emphasizes emphasises
  remarked observed recalled admitted denied denies testified vowed pledged promised predicted
  commented continued reiterated agreed agrees reads clarified
  expressed outlined voiced reiterates underlined underscored described describes called calls
  hailed praised criticized criticised condemned welcomed indicated indicates mentioned revealed
  reported affirmed reaffirmed urged thanked quipped joked answered contended maintained complained
  cautioned estimated labeled labelled dubbed`,
);

/** They have a capital where a sentence or a title begins, and belong to no name. */
export const FUNCTION_WORDS = wordSet(
  `the a an but and or so as if when while after before since although however for by with from to his
  her its their our my your in on at of this that these those there here what who why how is are was
  were can does did do not no i we you he she it they both during according now then today yet also
  asked about under over between against like even only because until unless without within despite
  be been has have had would could should may must im ive id ill youre weve theyre
  thats dont its hes shes theres whats lets which whose whom up out off very just every any some all most
  across through into along around beyond throughout toward towards via
  more many several both each other such than where whether meanwhile still thus once later earlier instead moreover yes well okay thank thanks let`,
);

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Whether a word, as `wordsOf` gives it, can be the head of a title: "president", "Gen." */
export function isTitleHead(word: string): boolean {
  return HEADS.has(word) || ABBREVIATED.has(word);
}

/** Whether it is several of them: "Secretaries". */
export function isTitlePlural(word: string): boolean {
  return word.endsWith('s') && isTitleHead(word.replace(/ies$/, 'y').replace(/s$/, ''));
}

/** Whether it may stand before the head of a title without a capital. */
export function isTitleModifier(word: string): boolean {
  return MODIFIERS.has(word) || HEADS.has(word);
}

/**
 * The key under which a title is kept: its words that say something, written out, once each and in
 * the order of the alphabet, so that "secretary of the army" is "army secretary".
 */
export function titleKey(words: readonly string[]): string {
  const said = words.filter((word) => !SILENT.has(word)).map((w) => ABBREVIATED.get(w) ?? w);
  return [...new Set(said)].sort().join(' ');
}
