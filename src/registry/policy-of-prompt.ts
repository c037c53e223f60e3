import type { Config, Policy, PromptEntry } from '../domain/policy.ts';
import { policyOfEntry } from '../domain/policy-of.ts';
import type { PromptState } from '../domain/registry-state.ts';
import { nameOfPrompt } from './names.ts';

/**
 * What a policy holds a prompt of the registry to: the rules of the entry that has its name, stated or derived from its
 * path (a file that moves keeps its versions, and its rules), or else of the entry for the path that the version came
 * from, as where a label names the prompt; and otherwise the policy's own.
 * @param version of the prompt; absent: the one that was registered last
 */
export function policyOfPrompt(
  config: Config,
  { name, prompt, version }: { name: string; prompt: PromptState | undefined; version?: string | undefined },
): Policy {
  const entries = config.prompts.filter((source): source is PromptEntry => source.kind === 'entry');
  const known = Object.values(prompt?.versions ?? {});
  const source = known.find((each) => each.version === version) ?? known.at(-1);
  const entry =
    entries.find((each) => each.name === name) ??
    entries.find((each) => each.name === undefined && nameOfPath(each.path) === name) ??
    entries.find((each) => each.name === undefined && each.path === source?.source.path);
  return policyOfEntry(config, entry);
}

function nameOfPath(path: string): string | null {
  return nameOfPrompt({ path, entry: null, label: null, oneOf: null });
}
