import { isDeepStrictEqual as isSame } from 'node:util';
import { type ConfigurationError, formatPlace, mistakesIn, unlessMistaken } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import { entryOf } from '../change/naming.ts';
import type { Notice } from '../domain/notice.ts';
import type { Config, PromptEntry } from '../domain/policy.ts';
import { namesCases } from '../domain/policy-of.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { readPrompt } from '../prompt/read.ts';
import { type UnknownName, unknownNames } from '../suite/policy-names.ts';
import type { ReadSuite } from '../suite/read.ts';
import { promptsOfFile } from './parts.ts';

/** What is wrong with the names in an edited policy. */
export type NamesInPolicy = { errors: ConfigurationError[]; notices: Notice[] };

/**
 * The segments, and the values that group cases, which an edited policy names and no case of the prompt has, both as they
 * will be once this is merged. A name that no case had before either is a notice; of a prompt that is asked it is a mistake
 * all the same, since the rules of that prompt cannot be told. Only suites of which the policy names something are read.
 * @param how.asked paths of the files of the prompts that are asked
 */
export async function checkNamesInPolicy(
  { edited, base, candidate }: Pick<OpenChange, 'edited' | 'base' | 'candidate'>,
  { readSuite, asked }: { readSuite: ReadSuite; asked: ReadonlySet<string> },
): Promise<NamesInPolicy> {
  const told: NamesInPolicy = { errors: [], notices: [] };
  if (!edited) return told;
  const { policy, since } = edited;
  for (const entry of policy.prompts) {
    if (entry.kind !== 'entry' || !namesCases(entry) || !(await candidate.has(entry.path))) continue;
    const former = since && entryOf(since, entry.path);
    const before = () => unknownAt(base, { config: since, entry: former, readSuite });
    try {
      const unknown = await unknownAt(candidate, { config: policy, entry, readSuite });
      const known = unknown.length > 0 ? await unlessMistaken(before) : [];
      const old = new Set(known?.map(({ key }) => key));
      for (const { key, error } of unknown) {
        if (old.has(key) && !asked.has(entry.path)) told.notices.push(noticeOf(error));
        else told.errors.push(error);
      }
    } catch (problem) {
      const mistakes = mistakesIn(problem);
      // Mistakes of a suite that was there before are not this pull request's, unless names in it are.
      if (!isSame(namesIn(entry), former && namesIn(former))) told.errors.push(...mistakes);
    }
  }
  return told;
}

/** @throws ConfigurationError(s): the prompts of the entry, or their suite, cannot be read */
async function unknownAt(
  snapshot: Snapshot,
  of: { config: Config | undefined; entry: PromptEntry | undefined; readSuite: ReadSuite },
): Promise<UnknownName[]> {
  const { config, entry } = of;
  if (!config || !entry) return [];
  const { path } = entry;
  const found: UnknownName[] = [];
  for (const { candidate } of await promptsOfFile(path, { snapshot, config })) {
    const prompt = await readPrompt({ snapshot, path, entry, part: candidate.part });
    const suite = await of.readSuite({ snapshot, prompt, entry });
    found.push(...unknownNames(suite.cases, entry, suite.path));
  }
  return found;
}

function namesIn({ suite, segmentBy, groupBy, traffic, policy }: PromptEntry) {
  const segments = [traffic, policy?.segments].map((named = {}) => Object.keys(named));
  return { suite, segmentBy, groupBy, segments };
}

function noticeOf({ problem, place }: ConfigurationError): Notice {
  return { code: 'name-without-cases', problem, place: place ? formatPlace(place) : '' };
}
