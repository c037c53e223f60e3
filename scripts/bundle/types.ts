import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

/*
 * Writes the types of what applications import, `prompt-eval-gate/runtime`, into dist/types: the compiler's declarations
 * of src/runtime.ts and of what those refer to, and of nothing else. Run after the bundle: `node scripts/bundle/types.ts`.
 */

const root = new URL('../../', import.meta.url).pathname;
const ENTRY = 'runtime.d.ts';
const SPECIFIER = /(from ')(\.{1,2}\/[^']+)\.ts'/g;

const folder = await mkdtemp(join(tmpdir(), 'runtime-types-'));
try {
  const declarations = join(folder, 'declarations');
  const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true };
  const include = ['src', 'test', 'scripts'].map((name) => join(root, name));
  const rootDir = root;
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        ...compilerOptions,
        rootDir,
        outDir: declarations,
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: include.slice(0, 1),
    }),
  );
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder]);
  const source = join(declarations, 'src');
  const waiting = [join(source, ENTRY)];
  const written = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (written.has(path)) continue;
    written.add(path);
    const text = await readFile(path, 'utf8');
    for (const [, , name] of text.matchAll(SPECIFIER)) waiting.push(join(dirname(path), `${name}.d.ts`));
    const target = join(root, 'dist/types', relative(source, path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text.replace(SPECIFIER, "$1$2.js'"));
  }
} finally {
  await rm(folder, { recursive: true });
}
