import type { Becomes, RegistryPlan } from '../../src/domain/registry-plan.ts';

/** A version that staging takes at once, and production after a day there. */
export function becomes(changes: Partial<Becomes> = {}): Becomes {
  return {
    ...{ name: 'support', version: '1.4.0', part: 'minor', because: ['model changed'] },
    ...{ known: false, onMain: '1.3.2' },
    environments: [
      { name: 'staging', serves: ['1.3.2'], needs: [] },
      {
        name: 'production',
        serves: ['1.3.2', '1.3.1'],
        needs: [{ kind: 'soak', in: 'staging', forMs: 86_400_000 }, { kind: 'evidence' }],
      },
    ],
    ...changes,
  };
}

/** A plan that changes nothing but what is given. */
export function registryPlan(changes: Partial<RegistryPlan> = {}): RegistryPlan {
  const nothing = { added: [], removed: [] };
  return {
    ...{ change: 'edited', place: null },
    environments: { added: [], removed: [], changed: [], last: null },
    keys: { promotion: nothing, pointer: nothing },
    ...{ publish: nothing, promotions: [], tooFewCases: [] },
    ...changes,
  };
}

/** A version and a plan in which every foreign text is this one. */
export function foreignOutlook(text: string): { becomes: Becomes; registryPlan: RegistryPlan } {
  const change = { from: text, to: text };
  const names = { added: [text], removed: [text] };
  const held = { kind: 'held', version: text, until: text } as const;
  const soak = { kind: 'soak', in: text, forMs: 1000 } as const;
  return {
    becomes: {
      ...{ name: text, version: text, part: 'major', because: [text], known: false, onMain: text },
      environments: [
        { name: text, serves: [text], needs: [] },
        { name: text, serves: [`${text}2`], needs: [held] },
        { name: text, serves: [`${text}2`], needs: [soak, { kind: 'by-hand' }] },
      ],
    },
    registryPlan: registryPlan({
      change: 'added',
      place: change,
      environments: {
        added: [{ name: text, rules: [text] }],
        removed: [{ name: text, serves: [{ prompt: text, versions: [text] }] }],
        changed: [{ name: text, changes: [{ setting: text, ...change }] }],
        last: change,
      },
      keys: { promotion: names, pointer: names },
      publish: names,
      promotions: [
        {
          ...{ environment: text, prompt: text, version: text, outcome: 'refused', missing: [text] },
          evidence: null,
        },
        {
          ...{ environment: text, prompt: text, version: text, outcome: 'promoted', missing: [] },
          evidence: { verdict: 'pass', against: text, cases: 1, at: text },
        },
      ],
      tooFewCases: [{ environment: text, asked: 2, prompt: text, has: 1 }],
    }),
  };
}
