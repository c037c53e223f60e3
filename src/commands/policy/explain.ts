import { formatPlace } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { promptPaths } from '../../change/detect.ts';
import { readConfig } from '../../config/read.ts';
import { SEGMENT_SETTINGS, SETTINGS, type Setting } from '../../config/settings.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { Config, Policy } from '../../domain/policy.ts';
import type { ExplainedRule, PolicyExplained } from '../../domain/policy-explain-json.ts';
import { policyOfEntry } from '../../domain/policy-of.ts';
import { openRepository } from '../../repo/git.ts';
import { snapshotOfWorkTree } from '../../repo/snapshots.ts';
import { meantFiles } from '../meant-files.ts';

type Keys = readonly (string | number)[];

/** Keys of an entry that say how a prompt is asked; what it is judged by is told apart. */
const NOT_ASKED = new Set(['path', 'gate', 'cost', 'latency', 'smoke', 'segments']);

/**
 * What holds for a prompt by the policy of the working tree, and who says so: a segment of its entry, the entry, the
 * policy for all prompts, or nobody, so that the default holds.
 * @param request.prompt its path, from the top of the repository or from `directory`, or its name
 * @throws ConfigurationError(s): the policy is not valid, or does not watch the prompt
 */
export async function explainPolicy(request: {
  directory: string;
  configPath: string;
  prompt: string;
}): Promise<PolicyExplained> {
  const repository = await openRepository(request.directory);
  const snapshot = snapshotOfWorkTree(repository);
  try {
    const path = request.configPath;
    const { config, source } = await readConfig({ base: snapshot, head: snapshot, path });
    const watched = await promptPaths(snapshot, config.prompts);
    const where = { watched, snapshot, root: repository.root, directory: request.directory };
    const [meant] = await meantFiles([request.prompt], where);
    const prompt = meant?.path ?? request.prompt;
    const text = await snapshot.read(path);
    const document = text === undefined ? null : parseYaml(text, path);
    return {
      schemaVersion: 1,
      prompt,
      policy: { path, revision: source.revision === 'defaults' ? 'defaults' : 'head' },
      ...explained(prompt, config, document),
    };
  } finally {
    snapshot.close();
  }
}

function explained(
  prompt: string,
  config: Config,
  document: YamlDocument | null,
): Pick<PolicyExplained, 'watchedBy' | 'asked' | 'rules' | 'segments'> {
  const index = config.prompts.findIndex((source) => source.kind === 'entry' && source.path === prompt);
  const source = config.prompts[index];
  const entry = source?.kind === 'entry' ? source : undefined;
  const at: Keys | null = entry ? ['prompts', index] : null;
  const policy = policyOfEntry(config, entry);
  const rules = SETTINGS.map((setting) => ruleOf(setting, policy, { at, document }));
  const segments = Object.entries(policy.segments ?? {}).map(([name, own]) => ({
    name,
    rules: SEGMENT_SETTINGS.map((setting): ExplainedRule => {
      const { key, instead } = setting;
      const stated = at && document && statedAt(document, [...at, 'segments', name, ...key.split('.')]);
      if (stated) return { key, from: 'segment', ...stated };
      const general = rules.find((rule) => rule.key === instead);
      return general ? { ...general, key } : { key, value: setting.written(setting.read(own)), ...NOBODY };
    }),
  }));
  return {
    watchedBy: watchedBy(prompt, config, { at, document }),
    asked: askedBy(at, document),
    rules,
    segments,
  };
}

const NOBODY = { from: 'default', place: null } as const;

type Written = { at: Keys | null; document: YamlDocument | null };

function ruleOf(setting: Setting, policy: Policy, { at, document }: Written): ExplainedRule {
  const { key } = setting;
  const keys = key.split('.');
  const own = at && document && statedAt(document, [...at, ...keys]);
  if (own) return { key, from: 'entry', ...own };
  const general = document && statedAt(document, keys);
  if (general) return { key, from: 'policy', ...general };
  return { key, value: setting.written(setting.read(policy)), ...NOBODY };
}

/** A value as it is written; one for all members of a mapping (`max-increase: 20%`) is that of each. */
function statedAt(
  { value: root, placeOf }: YamlDocument,
  keys: Keys,
): { value: string; place: string } | null {
  let value: Json | undefined = root;
  for (const [depth, key] of keys.entries()) {
    const isForAll = depth > 0 && keys[depth - 1] === 'max-increase' && !isMapping(value);
    if (isForAll) break;
    value = memberOf(value, key);
    if (value === undefined) return null;
  }
  if (value === undefined) return null;
  const written = value === null ? 'off' : typeof value === 'string' ? value : JSON.stringify(value);
  return { value: written, place: formatPlace(placeOf(keys)) };
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function watchedBy(
  prompt: string,
  { prompts }: Config,
  { at, document }: Written,
): PolicyExplained['watchedBy'] {
  if (at && document) {
    return { kind: 'entry', text: prompt, place: formatPlace(document.placeOf([...at, 'path'])) };
  }
  const globs = prompts.flatMap((source) => (source.kind === 'glob' ? [source.pattern] : []));
  const isStated = document !== null && memberOf(document.value, 'prompts') !== undefined;
  return {
    kind: isStated ? 'glob' : 'default',
    text: globs.filter((glob) => !glob.startsWith('!')).join(', '),
    place: isStated ? formatPlace(document.placeOf(['prompts'])) : null,
  };
}

function askedBy(at: Keys | null, document: YamlDocument | null): ExplainedRule[] {
  const entry = at && document && memberOf(memberOf(document.value, 'prompts'), at[1] ?? 0);
  if (!at || !document || !isMapping(entry ?? undefined)) return [];
  return Object.keys(entry ?? {}).flatMap((key): ExplainedRule[] => {
    const stated = NOT_ASKED.has(key) ? null : statedAt(document, [...at, key]);
    return stated ? [{ key, from: 'entry', ...stated }] : [];
  });
}
