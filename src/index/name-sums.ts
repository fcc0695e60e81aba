import type Database from 'better-sqlite3';

export interface SumsTable {
  readonly name: string;
  /** Columns of its primary key, text. */
  readonly keys: readonly string[];
  /** Columns of numbers that the table checks never to be negative. */
  readonly sums: readonly string[];
}

/** Sums by key in a table without rows of zeros; written within the transaction of the caller. */
export class Sums {
  readonly #statements;

  constructor(database: Database.Database, { name, keys, sums }: SumsTable) {
    const columns = [...sums, ...keys];
    const isKey = keys.map((key) => `${key} = ?`).join(' AND ');
    const isZero = sums.map((sum) => `${sum} = 0`).join(' AND ');
    const set = sums.map((sum) => `${sum} = ${sum} + ?`).join(', ');
    const values = columns.map(() => '?').join(', ');
    const insert = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values})`;
    const sum = sums.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(', ');
    this.#statements = {
      grow: database.prepare(`${insert} ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sum}`),
      insert: database.prepare(insert),
      change: database.prepare(`UPDATE ${name} SET ${set} WHERE ${isKey}`),
      clear: database.prepare(`DELETE FROM ${name} WHERE ${isKey} AND ${isZero}`),
    };
  }

  /**
   * @param sums to add, below zero to take away.
   * @throws SqliteError when more is taken away than was added: the table checks that.
   */
  add(key: readonly string[], sums: readonly number[]): void {
    if (sums.every((sum) => sum === 0)) return;
    const { grow, change, insert, clear } = this.#statements;
    if (sums.every((sum) => sum >= 0)) grow.run(...sums, ...key);
    // What is below zero may not be inserted, even for the moment until it is added to a row.
    else if (change.run(...sums, ...key).changes === 0) insert.run(...sums, ...key);
    else clear.run(...key);
  }
}
