import { afterAll, afterEach } from 'vitest';
import { endOfFile, endOfTest } from './at-end.js';

// Modules are loaded once for all files of a process, this one once for each file.
afterEach(endOfTest);
afterAll(endOfFile);
