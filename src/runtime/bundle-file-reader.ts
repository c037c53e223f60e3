import { canonicalJson } from '../base/canonical-json.ts';
import { isMapping, type Json, ownMember } from '../base/json.ts';
import type { Source } from './api.ts';
import { openFileReader } from './file-reader.ts';
import { LARGEST_FILE } from './source.ts';

/** Reads a bundle file. */
export type BundleFileReader = Pick<Source, 'readPointer' | 'readObject'>;

/** A file's pointer as text, its objects, and what tells that the file is still the same. */
type Content = { mark: string; pointer: string; objects: { [digest: string]: Json } };

export function openBundleFile(path: string): BundleFileReader {
  const files = openFileReader();
  let known: Content | null = null;
  const read = (signal: AbortSignal): Promise<Content> =>
    files.read(path, { signal, largest: LARGEST_FILE }, async (readText, mark) => {
      if (known?.mark === mark) return known;
      const value: Json = JSON.parse(await readText());
      if (!isMapping(value) || value.format !== 1 || !isMapping(value.objects)) {
        throw new Error('is no bundle file');
      }
      known = { mark, pointer: canonicalJson(value.pointer ?? null), objects: value.objects };
      return known;
    });
  return {
    readPointer: async (_, signal) => (await read(signal)).pointer,
    async readObject(digest, signal) {
      const object = ownMember((await read(signal)).objects, digest);
      return object === undefined ? null : canonicalJson(object);
    },
  };
}
