/**
 * Loads the compiled modules that are named by its arguments, and prints as JSON all that they
 * called `new RegExp` for meanwhile, each with the file that did.
 */
import { pathToFileURL } from 'node:url';

const found = [];
const caller = /[\\/]dist[\\/]src[\\/]([\w/\\-]+)\.js/;
globalThis.RegExp = new Proxy(globalThis.RegExp, {
  construct(target, args, self) {
    const pattern = Reflect.construct(target, args, self);
    // The first line is the message, the second this function.
    const file = caller.exec(new Error().stack?.split('\n')[2] ?? '')?.[1];
    if (file !== undefined)
      found.push({ file: `${file}.ts`, source: pattern.source, flags: pattern.flags });
    return pattern;
  },
});
for (const path of process.argv.slice(2)) await import(pathToFileURL(path).href);
process.stdout.write(JSON.stringify(found));
