import { spawnSync } from 'node:child_process';
import { openStore } from '../../src/run/store.ts';
import { answerOf, keyOf } from '../kit/answers.ts';

/*
 * A process whose files may not grow beyond some size, as on a disk that is full, until it is freed of that:
 * node store-on-full-disk.ts <directory>. It writes until the disk refuses, in the middle of a line, and goes on once
 * there is room. It prints the numbers of the answers that were refused, and of those that it then reads wrongly.
 */
const [directory = ''] = process.argv.slice(2);
const store = await openStore(directory);
const refused: number[] = [];
for (let number = 0; number < 40; number += 1) {
  try {
    store.put(keyOf(number), answerOf(number));
  } catch {
    refused.push(number);
    spawnSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited:unlimited']);
  }
}
const wrong = Array.from({ length: 40 }, (_, number) => number).filter(
  (number) => JSON.stringify(store.get(keyOf(number))) !== JSON.stringify(answerOf(number)),
);
process.stdout.write(JSON.stringify({ refused, wrong }));
await store.close();
