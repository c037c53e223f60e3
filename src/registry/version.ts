import type { Version, VersionPart } from '../domain/registry.ts';

/** The number of a prompt's first version. */
export const FIRST_VERSION: Version = '1.0.0';

const PARTS: readonly VersionPart[] = ['major', 'minor', 'patch'];
const VERSION = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

type Numbers = { major: number; minor: number; patch: number };

/** A version's three numbers; null for a text that is no version. */
export function parseVersion(text: string): Numbers | null {
  const [major, minor, patch] = (VERSION.exec(text) ?? []).slice(1).map(Number);
  return major === undefined || minor === undefined || patch === undefined ? null : { major, minor, patch };
}

/** Below 0 if `a` is lower than `b`, above 0 if it is higher. Throws for a text that is no version, which is a bug. */
export function compareVersions(a: Version, b: Version): number {
  const [first, second] = [numbersOf(a), numbersOf(b)];
  return PARTS.map((part) => first[part] - second[part]).find((difference) => difference !== 0) ?? 0;
}

/** The highest of some versions; null of none. */
export function highestVersion(versions: Iterable<Version>): Version | null {
  let highest: Version | null = null;
  for (const version of versions) {
    if (highest === null || compareVersions(version, highest) > 0) highest = version;
  }
  return highest;
}

/** The version above the highest that a prompt ever had, by a part. */
export function nextVersion(highest: Version, part: VersionPart): Version {
  const { major, minor, patch } = numbersOf(highest);
  switch (part) {
    case 'major':
      return `${major + 1}.0.0`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
  }
}

/** The graver of two parts: what somebody states by hand raises what was found, and never lowers it. */
export function graverPart(a: VersionPart, b: VersionPart): VersionPart {
  return PARTS.indexOf(a) <= PARTS.indexOf(b) ? a : b;
}

/** The part that a trailer `Prompt-Version:` states, in any case; null for any other text. */
export function parsePart(text: string): VersionPart | null {
  return PARTS.find((part) => part === text.trim().toLowerCase()) ?? null;
}

function numbersOf(version: Version): Numbers {
  const numbers = parseVersion(version);
  if (numbers === null) throw new Error(`"${version}" is no version`);
  return numbers;
}
