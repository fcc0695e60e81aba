/**
 * What the program remembers between restarts. Ids are whatever strings the caller knows servers,
 * channels and members by. Every method is synchronous and may throw VerbatimError `records`: when
 * the disk is full or damaged, and `RecordsBusy` at once when another process is in the way, which
 * `retried` gets over. Reads are in nobody's way.
 */
export interface Records {
  /** What was set for a server, with defaults for what never was. */
  settings(guildId: string): GuildSettings;
  /**
   * Sets the keys of `change`, leaves the others, and gives all. It is one statement, so changes
   * from two processes never undo each other.
   *
   * @throws VerbatimError `records` for a value that is no setting; then nothing is changed.
   */
  change(guildId: string, change: Partial<GuildSettings>): GuildSettings;
  /** The id of what was stored, never given twice; `undefined` when questions are not stored. */
  asked(question: AskedQuestion): number | undefined;
  /**
   * Of one member's votes on one message the last counts.
   *
   * @returns whether the question that the message answers is stored.
   */
  voted(vote: Vote): boolean;
  /** Most frequent first, then the one asked last. Empty when questions are not stored. */
  gaps(filter: GapFilter): Gap[];
  /** Deletes all that one member asked and voted; its bytes stay in the file until `rewrite`. */
  forget(userId: string): { questions: number; votes: number };
  /**
   * Writes the file anew without what was forgotten, which takes some 10 ms a megabyte; `false` when
   * nothing was since the last time. The first call always does: what was forgotten before the
   * program ended may be there still. After a failure it is owed as before.
   */
  rewrite(): boolean;
  /**
   * Deletes what is older than the retention at `now`, here and in the log beside the file; the
   * number of questions and votes. While another process reads, the log is left to the next sweep.
   */
  sweep(now: Date): number;
  counts(): Counts;
  /** The last thing to be called. */
  close(): void;
}

export interface GuildSettings {
  /** Channels in which every message is a question. */
  readonly answerChannels: readonly string[];
  /** Whether answers open a thread; `null`: as the program is set. */
  readonly threads: boolean | null;
  readonly privateByDefault: boolean;
  /** Roles whose members may ask; everybody may when it is empty. */
  readonly askRoles: readonly string[];
}

export interface AskedQuestion {
  /** `null` for a direct message. */
  readonly guildId: string | null;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly kind: 'quoted' | 'closest' | 'none';
  /** 0…1. */
  readonly confidence: number;
  readonly at: Date;
}

export interface Vote {
  readonly messageId: string;
  readonly userId: string;
  /**
   * What `asked` gave for the question that the message answers, with the server and the channels
   * where it may have been asked. Ignored when it is gone, or was asked elsewhere: in records that
   * were begun anew, the id is another question's.
   */
  readonly question?: {
    readonly id: number;
    readonly guildId: string | null;
    readonly channelIds: readonly string[];
  };
  readonly helpful: boolean;
  readonly at: Date;
}

export interface GapFilter {
  /** One server, or `null` for what was asked in direct messages. */
  readonly guildId: string | null;
  /** At least 1. */
  readonly limit: number;
}

/** A question, however it was spelled, that found nothing or whose answer did not help somebody. */
export interface Gap {
  /** As it was worded last. */
  readonly text: string;
  /** How often it was asked, whatever came of it. */
  readonly times: number;
  /** How often nothing was found. */
  readonly notFound: number;
  /** Members who marked an answer to it as not helpful. */
  readonly notHelpful: number;
  readonly lastAsked: Date;
}

export interface Counts {
  readonly questions: number;
  /** `helpful` and `notHelpful` together. */
  readonly votes: number;
  readonly helpful: number;
  readonly notHelpful: number;
}
