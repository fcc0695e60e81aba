import type Database from 'better-sqlite3';
import type { AskedQuestion, Counts } from './records.js';

type QuestionRow = Omit<AskedQuestion, 'at'> & { comparable: string; at: number };
interface VoteRow {
  readonly messageId: string;
  readonly userId: string;
  readonly questionId: number | null;
  readonly guildId: string | null;
  /** A JSON array. */
  readonly channelIds: string;
  readonly helpful: 0 | 1;
  readonly at: number;
}

/** What is asked of the tables, ready to run. */
export function prepareStatements(database: Database.Database) {
  return {
    settings: database
      .prepare<[string], string>('SELECT settings FROM guilds WHERE id = ?')
      .pluck(),
    patch: database
      .prepare<[{ guildId: string; patch: string }], string>(
        `INSERT INTO guilds (id, settings) VALUES (@guildId, json_patch('{}', @patch))
         ON CONFLICT DO UPDATE SET settings = json_patch(settings, @patch)
         RETURNING settings`,
      )
      .pluck(),
    ask: database.prepare<[QuestionRow]>(
      `INSERT INTO questions
         (guild_id, channel_id, user_id, text, comparable, kind, confidence, asked_at)
       VALUES (@guildId, @channelId, @userId, @text, @comparable, @kind, @confidence, @at)`,
    ),
    vote: database
      .prepare<[VoteRow], number | null>(
        `INSERT INTO votes (message_id, user_id, question_id, helpful, voted_at)
       VALUES (
         @messageId, @userId,
         (SELECT id FROM questions
          WHERE id = @questionId AND guild_id IS @guildId
            AND channel_id IN (SELECT value FROM json_each(@channelIds))),
         @helpful, @at)
       ON CONFLICT DO UPDATE SET
         question_id = coalesce(excluded.question_id, question_id),
         helpful = excluded.helpful,
         voted_at = excluded.voted_at
       RETURNING question_id`,
      )
      .pluck(),
    questionsOf: database.prepare<[string]>('DELETE FROM questions WHERE user_id = ?'),
    votesOf: database.prepare<[string]>('DELETE FROM votes WHERE user_id = ?'),
    questionsBefore: database.prepare<[number]>('DELETE FROM questions WHERE asked_at < ?'),
    votesBefore: database.prepare<[number]>('DELETE FROM votes WHERE voted_at < ?'),
    counts: database.prepare<[], Counts>(
      `SELECT (SELECT count(*) FROM questions) AS questions, count(*) AS votes,
              count(*) FILTER (WHERE helpful) AS helpful,
              count(*) FILTER (WHERE NOT helpful) AS notHelpful
       FROM votes`,
    ),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;
