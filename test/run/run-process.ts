import { runAll, trialsOf } from '../kit/trials.ts';

/* A process that runs trials until it is killed: node run-process.ts <base URL> <store's directory> <cases>. */
const [baseUrl = '', directory = '', cases = '0'] = process.argv.slice(2);
await runAll(trialsOf({ baseUrl, cases: Number(cases) }), { directory });
