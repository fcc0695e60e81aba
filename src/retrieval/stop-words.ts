/**
 * Words that ask, link or fill and so say nothing about what is asked for, as `wordsOf` writes
 * them: lower case, without apostrophes. Chat filler and greetings belong here too.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any anybody anyone anything are arent as at
  be because been before being below between both but by can cant cannot could couldnt did didnt do
  does doesnt doing dont down during each either else ever every everybody everyone everything few for
  from further get gets getting give got had hadnt has hasnt have havent having he her here hers
  herself him himself his how however i id if ill im in into is isnt it its itself ive just kind let
  lets like many may maybe me might mine more most much must my myself neither no nobody nor not
  nothing now of off on once one only or other our ours ourselves out over own per please quite rather
  really regarding said same say saying says shall she should shouldnt so some somebody someone
  something still such than that thats the their theirs them themselves then there theres these they
  theyre theyve thing things this those though through to too toward towards under until up upon
  very was wasnt we well were werent weve what whats when whens where wheres whether which while who
  whod whom whos whose why will with within without wont would wouldnt yet you your youre yours
  yourself yourselves
  tell told show find know known mean means meant want wanna wants exactly actually basically
  according explain describe summarize summary question answer info information
  hi hey hello yo sup greetings morning evening everyone folks guys all bot thanks thank thx ty cheers
  pls plz lol lmao haha omg tldr tbh imo btw ok okay so um uh hmm right yeah yes nah nope wait quick
  q u ur r rn abt tho gotta kinda stuff
  imho ofc asap irl fyi iirc afaik ngl smh lmk ikr idk`.split(/\s+/),
);
