type Work = () => unknown;

const afterFile: Work[] = [];
const afterTest: Work[] = [];

/** Does it after the tests of the file that runs, the latest first. Files may share this module. */
export function atEndOfFile(work: Work): void {
  afterFile.push(work);
}

/** Does it after the test that runs, or after the next one. */
export function atEndOfTest(work: Work): void {
  afterTest.push(work);
}

export const endOfFile = () => doAll(afterFile);
export const endOfTest = () => doAll(afterTest);

async function doAll(works: Work[]): Promise<void> {
  for (const work of works.splice(0).reverse()) await work();
}
