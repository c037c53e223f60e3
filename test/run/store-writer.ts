import { openStore } from '../../src/run/store.ts';
import { answerOf, keyOf } from '../kit/answers.ts';

/*
 * A process that writes answers until it is killed or has written `count`: node store-writer.ts <directory> <first> <count>.
 * It prints the number of each answer once `put` has returned.
 */
const [directory = '', first = '0', count = '1'] = process.argv.slice(2);
const store = await openStore(directory);
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  store.put(keyOf(number), answerOf(number));
  process.stdout.write(`${number}\n`);
}
await store.close();
