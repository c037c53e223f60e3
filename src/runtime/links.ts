import type { PointerVersion } from '../domain/pointer.ts';
import type { MainBranch } from '../domain/registry.ts';

/** Where a version's file is on the web. */
export type Links = {
  /** The file as it was at the commit. */
  source: string;
  /** The form that edits the file on the main branch. */
  edit: string;
};

/** Each is made once: a version in a pointer never changes, and every `get` gives its links. */
const known = new WeakMap<PointerVersion, Links | null>();

/** The links of a version of a pointer whose main is this. */
export function linksOf(main: MainBranch | undefined, version: PointerVersion): Links | null {
  let links = known.get(version);
  if (links === undefined) {
    links = linksTo(main, version.source);
    known.set(version, links);
  }
  return links;
}

/**
 * Links to a version's file, where GitHub or GitLab has it. What is given comes from a pointer, which anybody may have
 * written: only addresses by https or http come out, on the host and below the path that it names.
 * @param source `<commit>:<path>`
 * @returns null for other hosts, and where anything is missing or malformed
 */
export function linksTo(main: MainBranch | undefined, source = ''): Links | null {
  const { repository, branch } = main ?? { repository: '', branch: '' };
  const [, commit = '', path = ''] = /^([0-9a-f]{40,64}):(.+)$/s.exec(source) ?? [];
  const [file, ref] = [inAddress(path), inAddress(branch)];
  if (file === null || ref === null || !URL.canParse(repository)) return null;
  const { protocol, origin, hostname, pathname } = new URL(repository);
  // Enterprise servers bear the product's name by convention, GitHub's cloud for one enterprise this domain.
  const between = /^github\.|\.ghe\.com$/.test(hostname) ? '' : /^gitlab\./.test(hostname) ? '-/' : null;
  if (between === null || !/^https?:$/.test(protocol)) return null;
  const base = `${origin}${pathname.replace(/\/+$/, '')}/${between}`;
  return { source: `${base}blob/${commit}/${file}`, edit: `${base}edit/${ref}/${file}` };
}

/** A path as a part of an address; null for one that is empty or could lead elsewhere. */
function inAddress(path: string): string | null {
  const parts = path.split('/');
  return parts.some((part) => /^\.{0,2}$/.test(part)) ? null : parts.map(encodeURIComponent).join('/');
}
