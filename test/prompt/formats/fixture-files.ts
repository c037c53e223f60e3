import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { snapshotOf } from '../../kit/snapshot.ts';

const ROOT = join(import.meta.dirname, '../../../fixtures/formats');

/** The sample files, one folder a format, as a revision. */
export function fixtureSnapshot(): Snapshot {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return snapshotOf(
    Object.fromEntries(
      files.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(ROOT, path).split(sep).join('/'), readFileSync(path, 'utf8')];
      }),
    ),
  );
}
