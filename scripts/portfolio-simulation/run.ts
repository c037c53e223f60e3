import { simulate, tableOf } from './simulate.ts';

/** Prints the table of docs/portfolio.md: `node scripts/portfolio-simulation/run.ts [WORLDS]`, by default 200. */
const worlds = Number(process.argv[2] ?? 200);
process.stdout.write(`${tableOf(simulate(worlds))}\n`);
