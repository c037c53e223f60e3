import { globMatcher, isPattern } from '../../base/glob.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { parseYaml } from '../../document/yaml.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { PromptEntry } from '../../domain/policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { isServed } from '../../model/target.ts';
import { idOf } from '../../prompt/formats/promptfoo-provider.ts';
import { formatOf } from '../../prompt/formats/registry.ts';
import { includeCandidates, includesOf, matchingPaths } from '../../prompt/includes.ts';
import { readableText } from '../../repo/text-file.ts';
import type { FoundPrompt } from './found.ts';

type ConfigFile = { path: string; text: string };

/**
 * The prompts of a promptfoo config: the config itself, which lists them, unless it lists files of a format that names
 * its own model; then those files, with the config as their suite. `claimed` are files that belong to the config and
 * are not prompts of their own.
 */
export async function promptsOfConfig(
  file: ConfigFile,
  snapshot: Snapshot,
  credentials: Credentials,
): Promise<{ prompts: FoundPrompt[]; claimed: string[] }> {
  const paths = await snapshot.list();
  const all = new Set(paths);
  const listed = includesOf(file.path, file.text)
    .flatMap((name) => (all.has(name) ? [name] : matchingPaths(name, paths)))
    .filter((path) => path !== file.path);
  const model = firstModel(file, credentials);
  const remark = model !== null && model.of > 1 ? `the first of ${model.of} providers` : null;
  const claimed = [...listed, ...(await dataOf(file, snapshot))];
  if (!listed.some(hasOwnFormat)) {
    const prompt = { path: file.path, format: 'promptfoo', entry: {}, remark, problem: null };
    return { prompts: [prompt], claimed };
  }
  const prompts: FoundPrompt[] = [];
  for (const path of listed) prompts.push(await listedPrompt(path, file, model, snapshot));
  return { prompts, claimed };
}

/** The files with cases that a config names. */
async function dataOf({ path, text }: ConfigFile, snapshot: Snapshot): Promise<string[]> {
  const names = text
    .split(/[\s"',[\]{}]+/)
    .map((word) => word.replace(/^file:\/\//, ''))
    .filter((word) => /\.(?:ya?ml|json|jsonl|ndjson|csv)$/i.test(word) && word.length < 500);
  const candidates = new Set(names.flatMap((name) => includeCandidates(path, name)));
  const patterns = [...candidates].filter(isPattern).map(globMatcher);
  const isNamed = (each: string) => candidates.has(each) || patterns.some((matches) => matches(each));
  return (await snapshot.list()).filter(isNamed);
}

function hasOwnFormat(path: string): boolean {
  return /\.prompty?$/i.test(path);
}

async function listedPrompt(
  path: string,
  config: ConfigFile,
  model: FirstModel | null,
  snapshot: Snapshot,
): Promise<FoundPrompt> {
  const text = (await readableText(snapshot, path)) ?? '';
  const format = nameOfFormat(path, text);
  const isPlain = format === 'text' && !/\.(?:j2|jinja2?)$/i.test(path);
  const namesModel = hasOwnFormat(path);
  const entry: FoundPrompt['entry'] = {
    suite: config.path,
    ...(isPlain ? { template: 'jinja' as const } : {}),
    ...(model === null || namesModel ? {} : { model: model.name }),
  };
  const several = isPlain && /\S\s*\n---[ \t]*\n\s*\S/.test(text);
  return {
    path,
    format,
    entry,
    remark: model !== null && model.of > 1 && !namesModel ? `the first of ${model.of} providers` : null,
    problem: several
      ? 'It holds several prompts, with --- between them: write each into a file of its own.'
      : null,
  };
}

function nameOfFormat(path: string, text: string): string {
  try {
    return formatOf(path, text).name;
  } catch {
    return 'text';
  }
}

type FirstModel = { name: string; of: number };

/** The first provider that the gate can ask, and the number of providers. */
function firstModel({ path, text }: ConfigFile, credentials: Credentials): FirstModel | null {
  const names = providerNames(path, text);
  const name = names.find((each) => isServed(each, { models: {}, credentials }));
  return name === undefined ? null : { name, of: names.length };
}

function providerNames(path: string, text: string): string[] {
  let value: Json;
  try {
    value = parseYaml(text, path).value;
  } catch {
    return [];
  }
  const stated = isMapping(value) ? (value.providers ?? value.targets) : undefined;
  return (Array.isArray(stated) ? stated : [stated]).flatMap((provider) => idOf(provider) ?? []);
}

/** An entry as the policy's schema parses it. */
export function entryFor({ path, entry }: FoundPrompt): PromptEntry {
  return { kind: 'entry', path, ...entry };
}
