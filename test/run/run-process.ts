import { writeSync } from 'node:fs';
import { openStore } from '../../src/run/store.ts';
import { runAll, trialsOf } from '../kit/trials.ts';

/*
 * A process that runs trials until it is killed: node run-process.ts <base URL> <store's directory> <cases>. It prints the
 * key of every answer once it is kept.
 */
const [baseUrl = '', directory = '', cases = '0'] = process.argv.slice(2);
const store = await openStore(directory);
await runAll(trialsOf({ baseUrl, cases: Number(cases) }), {
  store: {
    ...store,
    put(key, answer) {
      store.put(key, answer);
      writeSync(1, `${key}\n`);
    },
  },
});
await store.close();
