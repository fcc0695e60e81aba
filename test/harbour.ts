/** A line that two sources carry. */
export const WIRE =
  'The eastern pier of the harbour is closed until the end of May because of a cracked beam.';

/** A small town's papers: what they say is made up, and easy to tell apart. */
export const HARBOUR: Readonly<Record<string, string>> = {
  'bakery.md':
    '---\ntitle: The bakery on Mill Street\ndate: 2025-01-10\npublisher: Town Gazette\n---\n\nThe bakery on Mill Street sells rye bread and plum cake. Its oven was built by Tomas Kieran in 1911.\n\nOn Mondays the bakery stays shut, and the flour arrives from the mill upstream.\n',
  'copy.txt': `---\ntitle: Pier shut, says the office\ndate: 2025-03-06\n---\n\n${WIRE} Nobody was hurt, and the fish market has moved to the western quay for now.\n`,
  'ferry.txt':
    'Timetable of the ferry\n\nThe ferry to the island leaves at seven in the morning from the northern landing.\n\nThe second ferry leaves at noon and carries lorries besides passengers.\n\nThe last ferry of the day comes back at nine in the evening, weather permitting.\n\nA ferry ticket costs four crowns, and children under six travel free.\n\nThe ferry does not run when the wind is above nine on the scale of Beaufort.\n\nThe captain of the ferry, Ilse Maran, has served on it for thirty years.\n\nBicycles may be taken on the ferry if there is room on the lower deck.\n',
  'harbour/notice.txt': `---\ntitle: Notice to mariners\ndate: 2025-03-04\npublisher: Harbour Office\nsource_url: https://harbour.example/notices/12\n---\n\n${WIRE} The harbour master, Zdenka Orlova, asks skippers to moor at the western quay.\n\nDivers will examine the beam on Thursday. Repairs are thought to cost 40,000 crowns.\n`,
};
