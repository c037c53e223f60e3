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
const startedAt = performance.now();
const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)] });
const openedMs = performance.now() - startedAt;
const heapBytes = heap() - before;
const residentBytes = process.memoryUsage().rss;
const count = prompts.names().length;
await prompts.close();
process.stdout.write(JSON.stringify({ count, openedMs, heapBytes, residentBytes }));
