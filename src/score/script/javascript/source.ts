import { ConfigurationError } from '../../../base/errors.ts';
import type { Json } from '../../../base/json.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import type { Assertion } from '../../../domain/suite.ts';
import { reachableModules } from '../../../interpreter/javascript/reachable.ts';
import type { ScriptReference, ScriptSource } from '../../../interpreter/script-source.ts';
import { namedFrom, scriptCandidates } from '../candidates.ts';
import { fileRunner, INLINE_RUNNER } from './runner.ts';

/** The file of promptfoo's function, and which of its exports is meant. */
export type FunctionFile = { name: string; exported: string | undefined };

const ENTRY = 'javascript-assertion.mjs';

/** Whether an assertion is promptfoo's `javascript`. */
export function isJavaScript({ type }: Pick<Assertion, 'type'>): boolean {
  return type === 'javascript';
}

/** The file that a `javascript` assertion names, `file://x.js` or `file://x.js:check`; undefined for code in the suite. */
export function fileOfJavaScript({ value }: { value?: Json | undefined }): FunctionFile | undefined {
  const [, name, exported] = /^file:\/\/(.{1,500}?)(?::(\w{1,100}))?$/s.exec(String(value).trim()) ?? [];
  return name === undefined ? undefined : { name, exported };
}

/** What runs a `javascript` assertion: one for all that are written in suites, and one for each function of a file. */
export function javaScriptReference(assertion: Assertion): ScriptReference {
  const { scriptVersion } = assertion;
  const file = fileOfJavaScript(assertion);
  if (file === undefined) return { from: '', name: 'javascript' };
  const name = `javascript ${file.name}:${file.exported ?? ''}`;
  return { from: namedFrom(assertion), name, ...(scriptVersion && { version: scriptVersion }) };
}

/**
 * The source that runs a `javascript` assertion: its file, and what that imports or requires by relative paths, as ES
 * modules.
 * @throws ConfigurationError for a file that is not there, or is no JavaScript, or imports too much.
 */
export async function javaScriptSource(assertion: Assertion, snapshot: Snapshot): Promise<ScriptSource> {
  const { place } = assertion;
  const references = [javaScriptReference(assertion)];
  const common = { references, place, entry: ENTRY, folder: '', isInterpreted: true } as const;
  const file = fileOfJavaScript(assertion);
  if (file === undefined) {
    return { ...common, path: place.path, files: [{ path: ENTRY, text: INLINE_RUNNER }] };
  }
  const path = await find(file.name, assertion, snapshot);
  const modules = await reachableModules(path, snapshot, assertion.place);
  return {
    ...common,
    path,
    files: [{ path: ENTRY, text: fileRunner(path, file.exported) }, ...modules],
  };
}

async function find(name: string, assertion: Assertion, snapshot: Snapshot): Promise<string> {
  const { place } = assertion;
  const candidates = scriptCandidates(assertion, name);
  for (const path of candidates) if (await snapshot.has(path)) return path;
  throw new ConfigurationError(
    `The script "${name}" ${candidates.length === 0 ? 'leaves the repository' : 'is not there'}.`,
    { place, ...(candidates.length > 0 && { remedy: `Looked for ${candidates.join(' and ')}.` }) },
  );
}
