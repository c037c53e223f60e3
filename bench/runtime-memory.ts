import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/*
 * node --expose-gc bench/runtime-memory.ts <dist> <published folder>: opens all prompts of a folder, and prints what the
 * process needs as JSON, in bytes.
 */

const [dist = '', folder = ''] = process.argv.slice(2);
const { directory, openPrompts }: typeof import('../src/runtime.ts') = await import(
  pathToFileURL(join(dist, 'runtime.js')).href
);

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const before = heap();
const started = process.cpuUsage();
const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)] });
const { user, system } = process.cpuUsage(started);
const openingMs = (user + system) / 1000;
const heapBytes = heap() - before;
const residentBytes = process.memoryUsage().rss;
const count = prompts.names().length;
await prompts.close();
process.stdout.write(JSON.stringify({ count, openingMs, heapBytes, residentBytes }));
