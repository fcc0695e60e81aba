/** Of processes that build an index: what makes a stack name the lines of src/, as it does in this one. */
export const NODE_ARGUMENTS = process.execArgv.filter((flag) => flag === '--enable-source-maps');
