import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from 'rolldown';
import type { TestProject } from 'vitest/node';
import configs from '../../rolldown.config.ts';
import { writeTypes } from '../../scripts/bundle/types.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the bundle under test. */
    dist: string;
  }
}

const root = join(import.meta.dirname, '../..');

/**
 * The bundle under test: dist/ as committed, if it matches the sources; else a build of the sources, in a temporary
 * folder, since a test of an old bundle proves nothing. That dist/ is up to date is checked elsewhere.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-build-'));
  const dist = join(home, 'dist');
  await mkdir(dist);
  for (const part of configs) await build({ ...part, cwd: root, output: { ...part.output, dir: dist } });
  await writeTypes(dist);
  await cp(join(root, 'package.json'), join(home, 'package.json'));
  await symlink(join(root, 'fixtures'), join(home, 'fixtures'));
  const committed = join(root, 'dist');
  project.provide('dist', (await sameFiles(committed, dist)) ? committed : dist);
  return () => rm(home, { recursive: true, force: true });
}

async function sameFiles(one: string, other: string): Promise<boolean> {
  const [names, otherNames] = await Promise.all([one, other].map((folder) => filesOf(folder)));
  if (names?.join() !== otherNames?.join()) return false;
  for (const name of names ?? []) {
    const [content, otherContent] = await Promise.all([
      readFile(join(one, name)),
      readFile(join(other, name)),
    ]);
    if (!content.equals(otherContent)) return false;
  }
  return true;
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  } catch {
    return [];
  }
}
