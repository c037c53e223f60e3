import { normalisedPath } from './includes.ts';

/** Dotprompt's `_name.prompt`. */
const PARTIAL = /(?:^|\/)_[^/]*\.prompt$/;

/** Whether a file is, by its name, a part of prompts and none itself. */
export function isPartial(path: string): boolean {
  return PARTIAL.test(path);
}

/** Where a Dotprompt partial may stand: `_name.prompt` beside the file, or in a folder above it. */
export function partialCandidates(from: string, name: string): string[] {
  const parts = name.split('/');
  const file = `_${parts.pop() ?? ''}.prompt`;
  const folders = from.split('/').slice(0, -1);
  return folders
    .concat('')
    .map((_, index) =>
      normalisedPath([...folders.slice(0, folders.length - index), ...parts, file].join('/')),
    )
    .filter((path) => path !== undefined);
}
