import type Database from 'better-sqlite3';

/** Keys whose sums wait in memory until they are written together. */
const LOT = 50_000;

export interface SumsTable {
  readonly name: string;
  /** Columns of its primary key, text. */
  readonly keys: readonly string[];
  /** Columns of numbers that are never negative. */
  readonly sums: readonly string[];
}

interface Pending {
  readonly key: readonly string[];
  readonly sums: number[];
}

/**
 * Sums by key in a table that has no rows of zeros. It writes within the transaction of its caller,
 * in lots; `flush` writes the last one.
 */
export class Sums {
  readonly #table: string;
  readonly #pending = new Map<string, Pending>();
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

  /** @param sums to add, below zero to take away. */
  add(key: readonly string[], sums: readonly number[]): void {
    // No key has a line end in it.
    const id = key.length === 1 ? (key[0] as string) : key.join('\n');
    const pending = this.#pending.get(id);
    if (pending !== undefined) {
      for (let i = 0; i < sums.length; i++) (pending.sums[i] as number) += sums[i] as number;
      return;
    }
    this.#pending.set(id, { key, sums: [...sums] });
    if (this.#pending.size >= LOT) this.flush();
  }

  /** @throws Error when more is taken away than was added. */
  flush(): void {
    const { add, change, clear } = this.#statements;
    for (const { key, sums } of this.#pending.values()) {
      if (sums.every((sum) => sum === 0)) continue;
      if (sums.every((sum) => sum >= 0)) {
        add.run(...sums, ...key);
        continue;
      }
      if (change.run(...sums, ...key).changes === 0) {
        throw new Error(`${this.#table} has no row of ${JSON.stringify(key)} to take away from`);
      }
      clear.run(...key);
    }
    this.#pending.clear();
  }
}
