import type { Config, Policy, PromptEntry } from '../domain/policy.ts';
import { policyOfEntry } from '../domain/policy-of.ts';
import type { PromptState } from '../domain/registry-state.ts';

/**
 * What a policy holds a prompt of the registry to: the rules of the entry that has its name, or else that spells out the
 * path of which the version is, and otherwise the policy's own.
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
    entries.find((each) => each.name === undefined && each.path === source?.source.path);
  return policyOfEntry(config, entry);
}
