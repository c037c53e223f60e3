import { globMatcher, isPattern, matchingPaths } from '../../base/glob.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { parseYaml } from '../../document/yaml.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { PromptEntry } from '../../domain/policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { isServed } from '../../model/target.ts';
import { promptfoo } from '../../prompt/formats/promptfoo.ts';
import { hasOwnModel } from '../../prompt/formats/promptfoo-names.ts';
import { idOf } from '../../prompt/formats/promptfoo-provider.ts';
import { recognisedFormat } from '../../prompt/formats/table.ts';
import { JINJA_NAME, text as textFormat } from '../../prompt/formats/text.ts';
import { includeCandidates } from '../../prompt/includes.ts';
import { pathsInText } from '../../prompt/search-includes.ts';
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
  const listed = pathsInText(file)
    .flatMap((name) => (all.has(name) ? [name] : matchingPaths(name, paths)))
    .filter((path) => path !== file.path);
  const model = firstModel(file, credentials);
  const remark = model !== null && model.of > 1 ? `the first of ${model.of} providers` : null;
  const claimed = [...listed, ...(await dataOf(file, snapshot))];
  if (!listed.some(hasOwnModel)) {
    const prompt = { path: file.path, format: promptfoo.name, entry: {}, remark, problem: null };
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

async function listedPrompt(
  path: string,
  config: ConfigFile,
  model: FirstModel | null,
  snapshot: Snapshot,
): Promise<FoundPrompt> {
  const text = (await readableText(snapshot, path)) ?? '';
  const format = recognisedFormat(path, text) ?? textFormat;
  const isPlain = format === textFormat && !JINJA_NAME.test(path);
  const namesModel = hasOwnModel(path);
  const entry: FoundPrompt['entry'] = {
    suite: config.path,
    ...(isPlain ? { template: 'jinja' } : {}),
    ...(model === null || namesModel ? {} : { model: model.name }),
  };
  const several = isPlain && /\S\s*\n---[ \t]*\n\s*\S/.test(text);
  return {
    path,
    format: format.name,
    entry,
    remark: model !== null && model.of > 1 && !namesModel ? `the first of ${model.of} providers` : null,
    problem: several
      ? 'It holds several prompts, with --- between them: write each into a file of its own.'
      : null,
  };
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
