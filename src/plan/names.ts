import { type ConfigurationError, mistakesIn } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import { entryOf } from '../change/naming.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { type Nameable, nameOfPrompt, namePrompts } from '../registry/names.ts';
import { partsOf } from './parts.ts';

/** A prompt of a revision, by its name. */
export type NamedPrompt = {
  /** Null where it has none, which is among the mistakes. */
  name: string | null;
  /** Of its file. */
  path: string;
  /** Its index in the file, from 0; undefined where it is the file's only one. */
  part: number | undefined;
  entry: PromptEntry | undefined;
};

export type FoundNames = {
  prompts: NamedPrompt[];
  /** Prompts without a name, and several of one name, with what to write. */
  mistakes: ConfigurationError[];
  /** Files whose prompts cannot be listed; `name` is theirs if they hold one, as far as that can be told. */
  unreadable: { path: string; name: string | null; mistakes: ConfigurationError[] }[];
};

/** The names of the prompts in files of a revision, each file with the policy's own entry for it. */
export async function findNames(
  snapshot: Snapshot,
  files: readonly { path: string; entry?: PromptEntry | undefined }[],
): Promise<FoundNames> {
  const found: (Omit<NamedPrompt, 'name'> & { nameable: Nameable })[] = [];
  const unreadable: FoundNames['unreadable'] = [];
  for (const { path, entry } of files) {
    const whole: Nameable = { path, entry: statedBy(entry), label: null, oneOf: null };
    try {
      const parts = await partsOf(snapshot, path);
      if (parts === undefined) found.push({ path, entry, part: undefined, nameable: whole });
      for (const { index, part } of parts ?? []) {
        if (part.mistakes) {
          unreadable.push({ path, name: nameOfPrompt(whole), mistakes: [...part.mistakes] });
          continue;
        }
        const oneOf = index === undefined ? null : { place: part.place, number: index + 1 };
        found.push({ path, entry, part: index, nameable: { ...whole, label: part.label, oneOf } });
      }
    } catch (problem) {
      unreadable.push({ path, name: nameOfPrompt(whole), mistakes: mistakesIn(problem) });
    }
  }
  const { names, mistakes } = namePrompts(found.map(({ nameable }) => nameable));
  return {
    prompts: found.map(({ nameable: _, ...prompt }, index) => ({ ...prompt, name: names[index] ?? null })),
    mistakes,
    unreadable,
  };
}

/** The names of all prompts as they will be once a change is merged. */
export async function namesOnceMerged({
  namings,
  candidate,
}: Pick<OpenChange, 'namings' | 'candidate'>): Promise<FoundNames> {
  const { watch, leavesWatch } = namings;
  const paths = (await candidate.list()).filter((path) => watch.watches(path) && !leavesWatch(path));
  return findNames(
    candidate,
    paths.map((path) => ({ path, entry: entryOf(namings.candidate, path) })),
  );
}

function statedBy(entry: PromptEntry | undefined): Nameable['entry'] {
  return entry ? { name: entry.name ?? null, place: entry.places?.name ?? entry.place ?? null } : null;
}
