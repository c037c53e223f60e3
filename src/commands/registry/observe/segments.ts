import { ownMember } from '../../../base/json.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import type { PromptState } from '../../../domain/registry-state.ts';
import { MAX_SEGMENTS } from '../../../registry/windows.ts';
import { type KnownLog, readEvidence } from '../log.ts';

/**
 * The segments that are counted of each prompt: those with weights of their own in the environment, those of the policy,
 * and those of the newest evidence; at most 50, in this order.
 */
export async function declaredSegments(
  log: KnownLog,
  { segments }: Pick<RegistryPolicy, 'segments'>,
): Promise<(prompt: string, environment: string) => ReadonlySet<string>> {
  const tested = new Map<string, string[]>();
  for (const [name, prompt] of Object.entries(log.state.prompts)) {
    tested.set(name, await segmentsOfEvidence(log, name, prompt));
  }
  return (prompt, environment) => {
    const served = ownMember(ownMember(log.state.prompts, prompt)?.environments ?? {}, environment)?.served;
    const weighted = Object.keys(served?.at(-1)?.allocation ?? {});
    const all = [...weighted, ...segments, ...(tested.get(prompt) ?? [])].filter(isName);
    return new Set([...new Set(all)].slice(0, MAX_SEGMENTS));
  };
}

async function segmentsOfEvidence(log: KnownLog, name: string, { versions }: PromptState): Promise<string[]> {
  const newest = Object.values(versions).findLast(({ evidence }) => evidence.length > 0);
  const evidence = newest && (await readEvidence(log, name, newest.version));
  if (!evidence) return [];
  const { traffic, cases } = evidence.file;
  return [...Object.keys(traffic), ...Object.values(cases).flatMap(({ segments }) => segments)];
}

function isName(segment: string): boolean {
  return segment !== '*' && segment !== '__proto__' && segment !== '' && segment.length <= 200;
}
