import { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import type { Case } from '../../../domain/suite.ts';
import { clip } from '../../../prose/text.ts';
import type { AskHelper } from './helper-model.ts';
import type { ProposedCase, ToldCluster } from './outcome.ts';

/** Clusters of which variants are made, and variants of each. */
const CLUSTERS = 3;
const VARIANTS = 2;
const LONGEST_VARIABLES = 4000;

const reply = z.object({
  cases: z.array(
    z.object({
      group: z.int(),
      description: z.string(),
      variables: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});

const QUESTION = `Each section is the variables of one test case whose answer failed. Write for each group up to ${VARIANTS} further
questions of the same kind, which the same checks can judge: other words, another style, another detail, but a right answer
must meet the same demands. Give only the variables that you change; their names are those of the case. No real names,
addresses or numbers of people. \`group\` is the number of the section, \`description\` at most six words.`;

/** Variants of failing cases, with the same assertions, by a model. */
export async function variantsOf(
  clusters: readonly ToldCluster[],
  { cases, ask }: { cases: ReadonlyMap<string, Case>; ask: AskHelper },
): Promise<ProposedCase[]> {
  const origins = clusters.flatMap(({ representative, members }) => {
    const own = [representative, ...members].flatMap((id) => cases.get(id) ?? []);
    const usable = own.find(({ usedVars, model }) => usedVars === undefined && model === undefined);
    return usable ? [usable] : [];
  });
  const chosen = origins.slice(0, CLUSTERS);
  if (chosen.length === 0) return [];
  const sections = chosen.map(({ vars }, index) => ({
    name: `group ${index + 1}`,
    text: clip(JSON.stringify(vars), LONGEST_VARIABLES),
  }));
  const answered = await ask({ name: 'cases', question: QUESTION, sections, reply });
  const made = new Map<Case, ProposedCase[]>();
  for (const { group, description, variables } of answered?.cases ?? []) {
    const origin = chosen[group - 1];
    const variant = origin && variantOf(origin, description, variables);
    if (!variant) continue;
    const before = made.get(origin) ?? [];
    if (before.length < VARIANTS) made.set(origin, [...before, variant]);
  }
  return [...made.values()].flat();
}

/** Undefined where it changes nothing, or what is no text. */
function variantOf(
  { id, vars, segments, group, assertions }: Case,
  description: string,
  variables: readonly { name: string; value: string }[],
): ProposedCase | undefined {
  const changed: Record<string, Json> = { ...vars };
  for (const { name, value } of variables) {
    if (!Object.hasOwn(vars, name) || typeof vars[name] !== 'string') return undefined;
    changed[name] = value;
  }
  if (Object.entries(changed).every(([name, value]) => value === vars[name])) return undefined;
  return {
    description: clip(`${id}: ${description}`.replace(/\s+/g, ' ').trim(), 100),
    ...{ vars: changed, segments, assertions },
    group: group ?? id,
    assertionsOf: id,
    origin: { kind: 'variant', id },
  };
}
