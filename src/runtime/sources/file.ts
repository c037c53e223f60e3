import { canonicalJson } from '../../base/canonical-json.ts';
import { isMapping, type Json, ownMember } from '../../base/json.ts';
import type { Source } from '../api.ts';
import type { FileReader } from '../file-reader.ts';

/** A bundle file, in bytes: an environment with all its prompts. */
export const LARGEST_FILE = 50_000_000;

/** A file's pointer and objects, and what tells that the file is still the same. */
type Content = { mark: string; pointer: string; objects: { [digest: string]: Json } };

/** A bundle file (`prompt-eval-gate publish --bundle FILE`), built into an image: what serves when nothing else answers. */
export function file(path: string): Source {
  let files: FileReader | null = null;
  let known: Content | null = null;
  const read = async (signal: AbortSignal): Promise<Content> => {
    const { openFileReader } = await import('../file-reader.ts');
    files ??= openFileReader();
    return files.read(path, { signal, largest: LARGEST_FILE }, async (readText, mark) => {
      if (known?.mark === mark) return known;
      const value: Json = JSON.parse(await readText());
      if (!isMapping(value) || value.format !== 1 || !isMapping(value.objects)) {
        throw new Error('is no bundle file');
      }
      known = { mark, pointer: canonicalJson(value.pointer ?? null), objects: value.objects };
      return known;
    });
  };
  return {
    name: `file ${path}`,
    isBuiltIn: true,
    readPointer: async (_, signal) => (await read(signal)).pointer,
    async readObject(digest, signal) {
      const object = ownMember((await read(signal)).objects, digest);
      return object === undefined ? null : canonicalJson(object);
    },
  };
}
