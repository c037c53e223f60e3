import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { parseYaml } from '../../document/yaml.ts';
import type { PromptFile } from './format.ts';

const SCHEME = 'file://';
const PROGRAM = /\.(?:[cm]?[jt]s|py|rb|go|sh)(?::\w{1,100})?$/i;
/** References within files that are referred to, at most: a file may refer to itself. */
const DEEPEST = 10;

type Where = { place: Place; file: PromptFile; depth: number };

/**
 * A value of a config with the contents of the files that it refers to by `file://`, at any depth, also within those
 * files: YAML and JSON as values, anything else as text. Every file counts as included.
 * @throws ConfigurationError at `place` for programs, for files that do not exist, and for a `$ref` to a file.
 */
export function withFiles(value: Json, place: Place, file: PromptFile): Promise<Json> {
  return resolved(value, { place, file, depth: 0 });
}

/** The same for a list of tools, of which a file may hold several. */
export async function toolsWithFiles(value: Json, place: Place, file: PromptFile): Promise<Json> {
  const found = await withFiles(value, place, file);
  if (!Array.isArray(value) || !Array.isArray(found)) return found;
  return found.flatMap((tool, index) => (isReference(value[index]) ? tool : [tool]));
}

function isReference(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith(SCHEME);
}

async function resolved(value: Json, where: Where): Promise<Json> {
  if (isReference(value)) return contentOf(value, where);
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) items.push(await resolved(item, where));
    return items;
  }
  if (!isMapping(value)) return value;
  if (typeof value.$ref === 'string' && !/^(?:#|https?:|urn:)/.test(value.$ref)) {
    throw new ConfigurationError(`A \`$ref\` to a file ("${value.$ref.slice(0, 100)}") is not read.`, {
      place: where.place,
      remedy: 'Put the content there, or refer to it as "file://…".',
    });
  }
  const entries: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) entries.push([name, await resolved(member, where)]);
  return Object.fromEntries(entries);
}

async function contentOf(reference: string, { place, file, depth }: Where): Promise<Json> {
  if (PROGRAM.test(reference)) {
    throw new ConfigurationError(`"${reference.slice(0, 100)}" is a program, which is not run here.`, {
      place,
      remedy: 'Put its result into a YAML or JSON file.',
    });
  }
  if (depth === DEEPEST) {
    throw new ConfigurationError(`"${reference.slice(0, 100)}" is a file within too many files.`, {
      place,
      remedy: 'A file may not refer to itself, nor files to each other in a circle.',
    });
  }
  const found = await file.readFile(reference.slice(SCHEME.length), place);
  if (!/\.(?:ya?ml|json)$/i.test(found.path)) return found.text;
  return resolved(parseYaml(found.text, found.path).value, { place, file, depth: depth + 1 });
}
