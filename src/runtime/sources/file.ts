import { readFile, stat } from 'node:fs/promises';
import { canonicalJson } from '../../base/canonical-json.ts';
import { isMapping, type Json, ownMember } from '../../base/json.ts';
import type { Source } from '../api.ts';
import { requirePath } from '../source.ts';

/** A bundle file, in bytes: an environment with all its prompts. */
export const LARGEST_FILE = 50_000_000;

/** A file's pointer and objects, and what tells that the file is still the same. */
type Content = { mark: string; pointer: Json; objects: { [digest: string]: Json } };

/**
 * A bundle file (`prompt-eval-gate publish --bundle FILE`), built into an image: what serves when nothing else answers.
 * @throws PromptError for what is no path
 */
export function file(path: string): Source {
  requirePath('file', path);
  let known: Content | null = null;
  const read = async (signal: AbortSignal): Promise<Content> => {
    const { size, mtimeMs, ino } = await stat(path);
    const mark = [size, mtimeMs, ino].join();
    if (known?.mark === mark) return known;
    if (size > LARGEST_FILE) throw new Error(`is larger than ${LARGEST_FILE / 1e6} MB`);
    const value: Json = JSON.parse(await readFile(path, { encoding: 'utf8', signal }));
    if (!isMapping(value) || value.format !== 1 || !isMapping(value.objects)) {
      throw new Error('is no bundle file');
    }
    known = { mark, pointer: value.pointer ?? null, objects: value.objects };
    return known;
  };
  return {
    name: `file ${path}`,
    isBuiltIn: true,
    readPointer: async (_, signal) => canonicalJson((await read(signal)).pointer),
    async readObject(digest, signal) {
      const object = ownMember((await read(signal)).objects, digest);
      return object === undefined ? null : canonicalJson(object);
    },
  };
}
