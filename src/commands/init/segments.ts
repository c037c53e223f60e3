import type { Json } from '../../base/json.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Case } from '../../domain/suite.ts';
import { readPrompt } from '../../prompt/read.ts';
import type { ReadSuite } from '../../suite/read.ts';
import { FEWEST_CASES } from '../../verdict/sizes.ts';
import type { FoundPrompt } from './found.ts';
import { entryFor } from './promptfoo.ts';

/** A field of the cases that falls into few groups, each large enough to be judged: `vars.tier` and its values. */
export type SegmentHint = { key: string; names: string[] };

const MOST_SEGMENTS = 8;
const MOST_HINTS = 2;

/**
 * The first fields that the cases of a prompt could be segmented by, where no segments are named.
 * @param part which of its prompts is meant, from 0, where the file holds several.
 */
export async function segmentHints(
  prompt: FoundPrompt,
  { snapshot, readSuite }: { snapshot: Snapshot; readSuite: ReadSuite },
  part?: number,
): Promise<SegmentHint[]> {
  const entry = entryFor(prompt);
  const read = await readPrompt({ snapshot, path: prompt.path, entry, part });
  const { cases } = await readSuite({ snapshot, prompt: read, entry });
  const fields = [...fieldsOf(cases, 'vars'), ...fieldsOf(cases, 'metadata')];
  return fields.filter(({ names }) => names.length > 1).slice(0, MOST_HINTS);
}

function fieldsOf(cases: readonly Case[], part: 'vars' | 'metadata'): SegmentHint[] {
  return Object.keys(cases[0]?.[part] ?? {}).map((name) => ({
    key: `${part}.${name}`,
    names: /\s/.test(name) ? [] : namesOf(cases.map((each) => each[part][name])),
  }));
}

/** The values, where they are few and each has enough cases; otherwise empty. */
function namesOf(values: readonly (Json | undefined)[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (typeof value !== 'string' || value === '') return [];
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > MOST_SEGMENTS) return [];
  }
  return [...counts.values()].every((count) => count >= FEWEST_CASES) ? [...counts.keys()] : [];
}
