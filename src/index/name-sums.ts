import type Database from 'better-sqlite3';

export interface SumsTable {
  readonly name: string;
  /** Columns of its primary key, text. */
  readonly keys: readonly string[];
  /** Columns of numbers that are never negative. */
  readonly sums: readonly string[];
}

/** Sums by key in a table without rows of zeros; written within the transaction of the caller. */
export class Sums {
  readonly #table: string;
  readonly #statements;

  constructor(database: Database.Database, { name, keys, sums }: SumsTable) {
    this.#table = name;
    const columns = [...sums, ...keys];
    const isKey = keys.map((key) => `${key} = ?`).join(' AND ');
    const isZero = sums.map((sum) => `${sum} = 0`).join(' AND ');
    const set = (change: (sum: string) => string) =>
      sums.map((sum) => `${sum} = ${sum} + ${change(sum)}`).join(', ');
    this.#statements = {
      add: database.prepare(
        `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
          ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${set((sum) => `excluded.${sum}`)}`,
      ),
      change: database.prepare(`UPDATE ${name} SET ${set(() => '?')} WHERE ${isKey}`),
      clear: database.prepare(`DELETE FROM ${name} WHERE ${isKey} AND ${isZero}`),
    };
  }

  /**
   * @param sums to add, below zero to take away.
   * @throws Error when more is taken away than was added.
   */
  add(key: readonly string[], sums: readonly number[]): void {
    const { add, change, clear } = this.#statements;
    if (sums.every((sum) => sum === 0)) return;
    if (sums.every((sum) => sum >= 0)) {
      add.run(...sums, ...key);
      return;
    }
    if (change.run(...sums, ...key).changes === 0) {
      throw new Error(`${this.#table} has no row of ${JSON.stringify(key)} to take away from`);
    }
    clear.run(...key);
  }
}
