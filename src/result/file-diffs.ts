import { unlessMistaken } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import { unifiedDiff } from '../document/text-diff.ts';
import type { FileDiff } from '../domain/file-diff.ts';
import { filesOfSuite } from '../domain/suite.ts';
import { pathBeside } from '../interpreter/script-source.ts';
import type { PlannedChange } from '../plan/all.ts';
import type { PromptPlan } from '../plan/plan.ts';

/** Files with a diff in the result; all are in the pull request. */
const MOST_FILES = 20;
/** Lines of a diff, and characters, that the result has of one file. */
const MOST_LINES = 2000;
const MOST_CHARACTERS = 200_000;

/** In this order they are told. */
const ROLES = ['policy', 'suite', 'script'] as const;

/**
 * What the pull request changes in the policy, in suites and in scripts that judge. Files of prompts, and those that
 * prompts include, have their diffs with their prompt. A file that cannot be read has none.
 * @param planned absent where nothing had to be planned
 */
export async function fileDiffs(
  change: Pick<OpenChange, 'files' | 'policySource' | 'base' | 'candidate'>,
  planned: Pick<PlannedChange, 'prompts' | 'plans' | 'reported'> | undefined,
): Promise<FileDiff[]> {
  const plans = [...(planned?.plans ?? []), ...(planned?.reported ?? [])];
  const told = new Set(planned?.plans.flatMap(filesOfPrompt));
  const roles = rolesOf(change.policySource.path, plans);
  const found = change.files.flatMap((file) => {
    const role = told.has(file.path)
      ? undefined
      : (roles.get(file.path) ?? roles.get(file.basePath ?? file.path));
    return role === undefined ? [] : [{ ...file, role }];
  });
  found.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.path < b.path ? -1 : 1));
  const diffs: FileDiff[] = [];
  for (const { path, basePath, status, role } of found.slice(0, MOST_FILES)) {
    const before = basePath === undefined ? '' : await textOf(change.base, basePath);
    const after = status === 'deleted' ? '' : await textOf(change.candidate, path);
    if (before === undefined || after === undefined || before === after) continue;
    const diff = unifiedDiff(basePath ?? path, path, before, after);
    diffs.push({
      path,
      ...(basePath !== undefined && basePath !== path && { was: basePath }),
      role,
      ...cut(diff),
    });
  }
  return diffs;
}

/** The files whose diffs a prompt has itself; of one that stands in a file with others, that file is none of them. */
function filesOfPrompt({ baseline, candidate }: PromptPlan): string[] {
  if (!baseline) return [];
  return [baseline, candidate].flatMap(({ prompt }) => [
    ...(prompt.part ? [] : [prompt.path]),
    ...[...Object.values(prompt.includes), ...(prompt.program?.files ?? [])].map(({ path }) => path),
  ]);
}

function rolesOf(policyPath: string, plans: readonly PromptPlan[]): Map<string, FileDiff['role']> {
  const roles = new Map<string, FileDiff['role']>();
  for (const { suites, scripts } of plans) {
    for (const source of scripts) {
      for (const { path } of source.files) roles.set(pathBeside(source, path), 'script');
      roles.set(source.path, 'script');
    }
    for (const suite of [suites.baseline, suites.candidate]) {
      for (const path of suite ? filesOfSuite(suite) : []) roles.set(path, 'suite');
    }
  }
  return roles.set(policyPath, 'policy');
}

async function textOf(snapshot: OpenChange['base'], path: string): Promise<string | undefined> {
  return await unlessMistaken(async () => await snapshot.read(path));
}

/** A diff without the names of its files, at most so long; whole lines only, so that no key in one is cut in two. */
function cut(diff: string): Pick<FileDiff, 'diff' | 'added' | 'removed' | 'linesLeftOut'> {
  const lines = diff.trimEnd().split('\n');
  const changed = lines.slice(lines.findIndex((line) => line.startsWith('@@')));
  let length = 0;
  const tooLong = lines.findIndex((line) => {
    length += line.length + 1;
    return length > MOST_CHARACTERS;
  });
  const shown = lines.slice(0, Math.min(MOST_LINES, tooLong < 0 ? lines.length : tooLong));
  return {
    added: changed.filter((line) => line.startsWith('+')).length,
    removed: changed.filter((line) => line.startsWith('-')).length,
    diff: `${shown.join('\n')}\n`,
    ...(shown.length < lines.length && { linesLeftOut: lines.length - shown.length }),
  };
}
