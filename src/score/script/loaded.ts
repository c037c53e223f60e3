import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { entryOf, type ScriptSource } from '../../interpreter/script-source.ts';

type ScriptFile = ScriptSource['files'][number];

const IS_MODULE = /\.[cm]?[jt]s$/i;
/** An import, or a way to read files, that need not name what it loads. */
const LOADS_BY_COMPUTED_NAME =
  /\bimport\s*\((?!\s*(?:'[^'\\]*'|"[^"\\]*")\s*[),])|\bimport\s*\.\s*meta\b|\brequire\b|\bprocess\b|\bfrom\s*["'][^"'\n]*\\|["'](?:node:)?fs\b/;

/**
 * The files of a script's folder that judging may use: the script, and what it and its modules name. Where one of them
 * may load files without naming them, all files of the folder.
 */
export function loadedFiles(source: Pick<ScriptSource, 'path' | 'entry' | 'files'>): ScriptFile[] {
  const { files } = source;
  const entry = entryOf(source);
  const loaded = new Set(files.filter((file) => file.path === entry));
  for (const { path: from, text } of loaded) {
    if (!IS_MODULE.test(from)) continue;
    if (LOADS_BY_COMPUTED_NAME.test(text)) return files;
    for (const file of files) if (!loaded.has(file) && names(text, file)) loaded.add(file);
  }
  return files.filter((file) => loaded.has(file));
}

/** A hash of everything that a script may load: another hash, another judge. */
export function versionOf(source: Pick<ScriptSource, 'path' | 'entry' | 'files'>): string {
  const content = loadedFiles(source).map(({ path, text }) => [path, text]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function names(text: string, { path }: ScriptFile): boolean {
  const name = posix.basename(path);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\w-]/.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
