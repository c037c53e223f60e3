import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCasesTables } from './examples/cases-table.ts';
import { withDelaysTable } from './examples/delays-table.ts';
import { exampleFiles } from './examples/files.ts';
import { blocked } from './examples/scenes.ts';

/**
 * Writes docs/examples/, every state of the report as the product renders it, the tables of docs/how-many-cases.md and the
 * delays of docs/guards.md: `npm run examples`. With `--pictures` the README's pictures too, which takes Chromium (`apt-get install chromium fonts-inter fonts-noto-color-emoji`).
 */
const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const folder = join(docs, 'examples');
const files = await exampleFiles({ slow: true });
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, text] of files) await writeFile(join(folder, name), text);
const guardsPage = join(docs, 'guards.md');
await writeFile(guardsPage, withDelaysTable(await readFile(guardsPage, 'utf8')));
const casesPage = join(docs, 'how-many-cases.md');
await writeFile(casesPage, withCasesTables(await readFile(casesPage, 'utf8')));
console.log(`${files.size} files in docs/examples`);

if (process.argv.includes('--pictures')) {
  const { writePictures } = await import('./examples/pictures.ts');
  await writePictures(await blocked.judged(), join(docs, 'images'));
}
