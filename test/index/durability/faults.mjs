/**
 * Preloaded (`node --import`) into a program that indexes: counts everything that it changes below
 * FAULT_FOLDER, and lets something happen at step FAULT_AT. Native code writes files, too; of that,
 * a statement of SQLite and the writing of the vectors are one step each.
 *
 * FAULT_HOW: `before`, `during` or `after` the step the process is killed (`during`: when half of
 * the bytes are written, where they are written from here); `ENOSPC`, `EIO`, `EROFS`: the step fails;
 * `removed`: the folder is gone all at once; `stopped`: the process hangs. The count goes to standard error when the process ends.
 */
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename, resolve, sep } from 'node:path';

const { FAULT_FOLDER: folder = '', FAULT_AT = '0', FAULT_HOW: how = 'before' } = process.env;
const at = Number(FAULT_AT);
const root = resolve(folder);
const kill = () => process.kill(process.pid, 'SIGKILL');
const ERRORS = {
  ENOSPC: ['no space left on device', 'SQLITE_FULL', 'database or disk is full'],
  EIO: ['i/o error', 'SQLITE_IOERR_WRITE', 'disk I/O error'],
  EROFS: ['read-only file system', 'SQLITE_READONLY', 'attempt to write a readonly database'],
};
/** As they are before anything is wrapped. */
const { rmSync, statSync, truncateSync, writeSync } = fs;
/** What was done at each step, and to which file. */
const steps = [];

const GENERATION = /\d{8}T\d{6}-[0-9a-f]{6}/;

const isOurs = (path) => {
  const whole = resolve(String(path));
  return whole === root || whole.startsWith(root + sep);
};

/** Runs `change` as the next step; `half` does half of it, `refuse` makes the error of a full disk. */
function step(name, path, change, { half, refuse }) {
  steps.push(`${name} ${basename(String(path)).replace(GENERATION, '…')}`);
  const isIt = steps.length === at;
  if (!isIt) return change();
  if (how === 'before') kill();
  if (how === 'during' && half !== undefined) {
    half();
    kill();
  }
  if (how === 'stopped') process.kill(process.pid, 'SIGSTOP');
  if (how === 'removed') rmSync(root, { recursive: true, force: true });
  if (how in ERRORS) return refuse(ERRORS[how], name);
  const done = change();
  if (how !== 'after' && how !== 'during') return done;
  if (!(done instanceof Promise)) kill();
  return done.finally(kill);
}

function errno([text], name) {
  return Object.assign(new Error(`${how}: ${text}, ${name}`), { code: how, syscall: name });
}
const rejected = (error, name) => Promise.reject(errno(error, name));
const thrown = (error, name) => {
  throw errno(error, name);
};

function wrap(object, name, { isChange, fileOf, refuse, half }) {
  const original = object[name];
  object[name] = function (...args) {
    if (!isChange(this, args)) return original.apply(this, args);
    const halved = half && (() => half(this, args));
    return step(name, fileOf(this, args), () => original.apply(this, args), {
      half: halved,
      refuse,
    });
  };
}

const writes = (flags = 'r') => typeof flags === 'number' || flags !== 'r';
const first = (_, [path]) => path;
const onPath = (_, [path]) => isOurs(path);
const onEither = (_, [from, to]) => isOurs(from) || isOurs(to);
const opening = (_, [path, flags]) => isOurs(path) && writes(flags);
const PATHS = ['writeFile', 'appendFile', 'rm', 'rmdir', 'unlink', 'mkdir', 'truncate'];
const PAIRS = ['rename', 'link', 'symlink', 'copyFile', 'cp'];

const probe = await fsp.open(process.execPath, 'r');
const handles = Object.getPrototypeOf(probe);
await probe.close();
const ours = new WeakMap();
const open = fsp.open;
fsp.open = async (path, flags, mode) => {
  const go = () => open(path, flags, mode);
  const handle = await (opening(undefined, [path, flags])
    ? step('open', path, go, { refuse: rejected })
    : go());
  if (isOurs(path)) ours.set(handle, path);
  return handle;
};
for (const name of ['write', 'writev', 'writeFile', 'appendFile', 'truncate', 'sync', 'datasync']) {
  const halved = (handle, [data]) => writeSync(handle.fd, data.slice(0, data.length / 2));
  const half = name === 'writeFile' || name === 'write' ? halved : undefined;
  const isChange = (handle) => ours.has(handle);
  wrap(handles, name, { isChange, fileOf: (handle) => ours.get(handle), refuse: rejected, half });
}
for (const name of PATHS) {
  wrap(fsp, name, { isChange: onPath, fileOf: first, refuse: rejected });
  wrap(fs, `${name}Sync`, { isChange: onPath, fileOf: first, refuse: thrown });
}
for (const name of PAIRS) {
  wrap(fsp, name, { isChange: onEither, fileOf: first, refuse: rejected });
  wrap(fs, `${name}Sync`, { isChange: onEither, fileOf: first, refuse: thrown });
}
wrap(fs, 'openSync', { isChange: opening, fileOf: first, refuse: thrown });
syncBuiltinESMExports();

const require = createRequire(import.meta.url);
const Database = require('better-sqlite3');
const refuseSql = ([, code, text]) => {
  throw new Database.SqliteError(text, code);
};
const nameOf = ({ name }) => name;
const inFolder = ({ name, readonly }) => !readonly && isOurs(name);
const memory = new Database(':memory:');
const statements = Object.getPrototypeOf(memory.prepare('CREATE TABLE t (x)'));
memory.close();
wrap(Database.prototype, 'exec', { isChange: inFolder, fileOf: nameOf, refuse: refuseSql });
wrap(statements, 'run', {
  isChange: ({ database }) => inFolder(database),
  fileOf: ({ database }) => nameOf(database),
  refuse: refuseSql,
});

const addon = require('hnswlib-node');
addon.HierarchicalNSW = class extends addon.HierarchicalNSW {
  writeIndex(path) {
    const write = () => super.writeIndex(path);
    // The library says nothing when it cannot write on.
    const refuse = async () => {
      await write();
      truncateSync(path, statSync(path).size / 2);
    };
    return isOurs(path) ? step('vectors', path, write, { refuse }) : write();
  }
};

process.on('exit', () => writeSync(2, `steps ${JSON.stringify(steps)}\n`));
