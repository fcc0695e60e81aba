import type Database from 'better-sqlite3';
import type { Gap, GapFilter } from './records.js';

/**
 * SQLite takes a column that is not aggregated from the row that has the maximum
 * (https://www.sqlite.org/lang_select.html#bareagg): `text` is the latest wording.
 */
const GAPS = `
  WITH refused AS (
    SELECT comparable, count(DISTINCT votes.user_id) AS members
    FROM votes JOIN questions ON questions.id = votes.question_id
    WHERE guild_id IS @guildId AND NOT helpful
    GROUP BY comparable
  )
  SELECT text, count(*) AS times, count(*) FILTER (WHERE kind = 'none') AS notFound,
         coalesce(members, 0) AS notHelpful, max(asked_at) AS lastAsked
  FROM questions LEFT JOIN refused USING (comparable)
  WHERE guild_id IS @guildId
  GROUP BY comparable
  HAVING notFound > 0 OR notHelpful > 0
  ORDER BY times DESC, lastAsked DESC, comparable
  LIMIT @limit`;

type GapRow = Omit<Gap, 'lastAsked'> & { readonly lastAsked: number };

/** @throws SqliteError when the file cannot be read. */
export function gapsIn(database: Database.Database, filter: GapFilter): Gap[] {
  const rows = database.prepare<[GapFilter], GapRow>(GAPS).all(filter);
  return rows.map((row) => ({ ...row, lastAsked: new Date(row.lastAsked) }));
}
