/** A column of figures, or of words. */
export interface Column {
  readonly title: string;
  readonly isFigures: boolean;
}

/** A table in Markdown; a `|` in a cell ends no cell. */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    `|${columns.map(({ isFigures }) => (isFigures ? '---:|' : '---|')).join('')}`,
    ...rows.map((row) => {
      if (row.length !== columns.length)
        throw new Error(`a row has ${row.length} cells in ${columns.length} columns`);
      return line(row);
    }),
  ].join('\n');
}
