import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ENTRIES = ['runtime.d.ts', 'openfeature.d.ts'];
const SPECIFIER = /(from ')(\.{1,2}\/[^']+)\.ts'/g;

// `node scripts/bundle/types.ts`, after the bundle.
if (process.argv[1] === fileURLToPath(import.meta.url)) await writeTypes(join(root, 'dist'));

/**
 * Writes the types of what applications import, `prompt-eval-gate/runtime` and `…/openfeature`, into a folder's `types`:
 * the compiler's declarations of src/runtime.ts and src/openfeature.ts and of what those refer to, and of nothing else.
 */
export async function writeTypes(dist: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'runtime-types-'));
  try {
    await writeTypesFrom(folder, join(dist, 'types'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeTypesFrom(folder: string, target: string): Promise<void> {
  const declarations = join(folder, 'declarations');
  const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true };
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        ...compilerOptions,
        rootDir: root,
        outDir: declarations,
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: [join(root, 'src')],
    }),
  );
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder]);
  const source = join(declarations, 'src');
  const waiting = ENTRIES.map((name) => join(source, name));
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = await readFile(path, 'utf8');
    for (const [, , name] of text.matchAll(SPECIFIER)) waiting.push(join(dirname(path), `${name}.d.ts`));
    const written = join(target, relative(source, path));
    await mkdir(dirname(written), { recursive: true });
    await writeFile(written, text.replace(SPECIFIER, "$1$2.js'"));
  }
}
