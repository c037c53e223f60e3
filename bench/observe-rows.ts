import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { keepHeapSmall } from '../src/base/small-heap.ts';
import { readRows } from '../src/observe/rows.ts';
import { counterOf } from '../test/kit/observations.ts';

/*
 * node bench/observe-rows.ts parse|observe FILE: reads lines of JSON, and either parses them and nothing else, or counts
 * them as `observe` does. Prints CPU time and the largest resident set as JSON.
 */

keepHeapSmall();
const [way, path = ''] = process.argv.slice(2);
const CHUNK_BYTES = 256 * 1024;
const open = () => createReadStream(path, { highWaterMark: CHUNK_BYTES });

async function parseLines(): Promise<number> {
  const decoder = new TextDecoder();
  let rest = '';
  let rows = 0;
  for await (const chunk of open()) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (JSON.parse(line).prompt) rows += 1;
  }
  return rows;
}

async function countLines(): Promise<number> {
  const counter = counterOf();
  await readRows({ name: path, open }, false, counter);
  return counter.finish().rows.counted;
}

/** The largest resident set, MB: on Linux without that of the process that started this one. */
async function peakMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : process.resourceUsage().maxRSS / 1024;
}

const before = process.cpuUsage();
const rows = way === 'parse' ? await parseLines() : await countLines();
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ rows, cpuMs: (user + system) / 1000, peakMb: await peakMb() }));
