import { posix } from 'node:path';
import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Assertion } from '../../domain/suite.ts';
import type { ScriptReference, ScriptSource } from '../../interpreter/script-source.ts';
import { namedFrom, scriptCandidates } from './candidates.ts';
import { isJavaScript, javaScriptReference, javaScriptSource } from './javascript/source.ts';

const LOADABLE = /\.(?:m?js|json|txt|md|csv|ya?ml)$/i;
const MOST_FILES = 200;
const MOST_CHARACTERS = 5_000_000;

/**
 * Reads scripts, each with what lies in its folder: modules and data, no links, nothing of another folder.
 * @throws ConfigurationError for a script that is not there, or a folder that holds too much to be copied.
 */
export async function readScripts(
  assertions: readonly Assertion[],
  snapshot: Snapshot,
): Promise<ScriptSource[]> {
  const sources = new Map<string, ScriptSource>();
  const seen = new Set<string>();
  for (const assertion of assertions) {
    const reference = referenceOf(assertion);
    const key = JSON.stringify(reference);
    if (seen.has(key)) continue;
    seen.add(key);
    if (isJavaScript(assertion)) {
      sources.set(key, await javaScriptSource(assertion, snapshot));
      continue;
    }
    const path = await find(reference, snapshot, assertion);
    const known = sources.get(path);
    if (known) known.references.push(reference);
    else
      sources.set(path, {
        references: [reference],
        path,
        ...(await readFolder(path, snapshot, assertion.place)),
      });
  }
  return [...sources.values()];
}

/** What an assertion says, `file://` taken off. */
export function referenceOf(assertion: Assertion): ScriptReference {
  if (isJavaScript(assertion)) return javaScriptReference(assertion);
  const { value, scriptVersion } = assertion;
  const name = String(value).replace(/^file:\/\//, '');
  return { from: namedFrom(assertion), name, ...(scriptVersion && { version: scriptVersion }) };
}

async function find({ name }: ScriptReference, snapshot: Snapshot, assertion: Assertion): Promise<string> {
  const { place } = assertion;
  const candidates = scriptCandidates(assertion, name);
  for (const path of candidates) if (await snapshot.has(path)) return path;
  throw new ConfigurationError(
    `The script "${name}" ${candidates.length === 0 ? 'leaves the repository' : 'is not there'}.`,
    {
      place,
      ...(candidates.length > 0 && { remedy: `Looked for ${candidates.join(' and ')}.` }),
    },
  );
}

async function readFolder(
  path: string,
  snapshot: Snapshot,
  place: Place,
): Promise<Pick<ScriptSource, 'files' | 'place'>> {
  const folder = posix.dirname(path);
  const prefix = folder === '.' ? '' : `${folder}/`;
  const inside = (await snapshot.list()).filter(
    (each) => each.startsWith(prefix) && LOADABLE.test(each) && posix.basename(each) !== 'package.json',
  );
  const tooMuch = new ConfigurationError(
    `The folder of the script ${path} holds more than ${MOST_FILES} files or ${MOST_CHARACTERS / 1e6} MB, all of which it may read.`,
    { place, remedy: 'Put the script into a folder of its own.' },
  );
  if (inside.length > MOST_FILES) throw tooMuch;
  const files: ScriptSource['files'] = [];
  let characters = 0;
  for (const each of inside) {
    const text = (await snapshot.read(each)) ?? '';
    characters += text.length;
    if (characters > MOST_CHARACTERS) throw tooMuch;
    files.push({ path: each.slice(prefix.length), text });
  }
  return { files, place };
}
