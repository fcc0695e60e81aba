/** Entries `shorthand: what it stands for`, commas between; words as `wordsOf` writes them. */
export type Listing = string;

/**
 * Offices and houses of government. Texts hold these letters for themselves ("3 p.m."), and for the
 * same thing ("POTUS"), so they stay and what they stand for comes to stand beside them.
 */
export const OFFICES: Listing = `
  potus: president of the united states, vpotus: vice president of the united states,
  flotus: first lady of the united states, scotus: supreme court of the united states,
  pm: prime minister, pms: prime ministers, dpm: deputy prime minister,
  vp: vice president, veep: vice president, fm: foreign minister, fms: foreign ministers,
  mfa: ministry of foreign affairs, dod: department of defense, doj: department of justice,
  dhs: department of homeland security, wh: white house,
  secstate: secretary of state, sec state: secretary of state, sec of state: secretary of state,
  secdef: secretary of defense, sec def: secretary of defense,
  secgen: secretary general, sec gen: secretary general, sec general: secretary general,
  natsec: national security, gop: republican party, dems: democrats`;

/**
 * Chat English. What a text of the corpus holds itself is left as it is; what only fills stands
 * among the stop words, and what is short for several things ("sec", "min") nowhere.
 */
export const CHAT: Listing = `
  2day: today, 2mrw: tomorrow, 2moro: tomorrow, 2morrow: tomorrow, tmr: tomorrow, tmrw: tomorrow,
  tmrrw: tomorrow, 2nite: tonight, tonite: tonight, nite: night, yday: yesterday, yest: yesterday,
  ystrday: yesterday, w8: wait, 4ever: forever,
  mins: minutes, secs: seconds, hrs: hours, wk: week, wks: weeks,
  mos: months, yr: year, yrs: years, bday: birthday,
  bn: billion, mn: million, mil: million, tn: trillion, trn: trillion, pct: percent,
  pt: point, pts: points, lvl: level, stats: statistics, approx: approximately, max: maximum,
  gov: government, govs: governments, govt: government, govts: governments, gvmt: government,
  admin: administration, dept: department, parl: parliament, pres: president, prez: president,
  spox: spokesperson, rep: representative, reps: representatives, org: organisation,
  orgs: organisations, intl: international, natl: national, indep: independent, hq: headquarters,
  mgmt: management, biz: business, econ: economy, edu: education, uni: university,
  intel: intelligence, negs: negotiations, mtg: meeting, mtgs: meetings, appt: appointment,
  stmt: statement, stmts: statements, msg: message, msgs: messages,
  pic: picture, pics: pictures, acct: account, nukes: nuclear weapons, pov: point of view,
  ppl: people, peeps: people, diff: different, fave: favourite, legit: legitimate,
  prob: probably, probs: problems, smth: something, sth: something, nxt: next, fwd: forward,
  aka: also known as, esp: especially,
  b4: before, bc: because, coz: because, cuz: because, thru: through,
  vs: versus, rly: really, lotta: lot of, outta: out of, sorta: sort of,
  dunno: do not know, gimme: give me, gonna: going to, lemme: let me,
  coulda: could have, shoulda: should have, woulda: would have,
  wat: what, wut: what, wen: when, whaddya: what do you, whatcha: what are you,
  tl dr: summary, congrats: congratulations`;

/** What is written straight behind a number ("28pt", "300bn"); `k` multiplies instead. */
export const UNITS: Listing = `
  pt: point, pts: points, pp: points, pc: percent, pct: percent, x: times,
  m: million, mn: million, mil: million, b: billion, bn: billion, t: trillion, tn: trillion,
  trn: trillion, ppl: people, km: kilometres, lb: pounds, lbs: pounds,
  min: minutes, mins: minutes, h: hours, hr: hours, hrs: hours, wk: weeks, wks: weeks,
  mo: months, yr: years, yrs: years, yo: years old`;
