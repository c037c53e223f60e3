import type { Version } from '../domain/registry.ts';

/** Negative where the first version is the lower one. */
export function compareVersions(a: Version, b: Version): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const differing = [0, 1, 2].find((part) => left[part] !== right[part]);
  return differing === undefined ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
}
