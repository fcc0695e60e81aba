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

/** @throws what failed, when everything else has been done. */
async function doAll(works: Work[]): Promise<void> {
  const faults: unknown[] = [];
  for (const work of works.splice(0).reverse()) {
    try {
      await work();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new AggregateError(faults, `${faults.length} clean-ups failed`);
}
