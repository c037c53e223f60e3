import { FINDINGS, type Finding, type FindingId, type FindingSeverities } from '../domain/finding.ts';
import { findInvisible } from './invisible.ts';
import { findPrivateData, type TextFile } from './private-data.ts';
import { RULES } from './rules.ts';
import type { Draft, Subject } from './subject.ts';

/**
 * What is likely not meant in a prompt and its suite, in the order of the rules. Asks no model and reads no file.
 * @param severities the policy's; a rule whose findings are all off is not applied
 */
export function lintPrompt(subject: Subject, severities: FindingSeverities): Finding[] {
  const wanted = RULES.filter(({ ids }) => ids.some((id) => severityOf(id, severities) !== 'off'));
  return graded(
    wanted.flatMap(({ find }) => find(subject)),
    severities,
  );
}

/**
 * Secrets, data of people and invisible characters in a file; secrets and addresses are cut in what is said of them.
 * @param isAsked whether a line is looked at, counted from 1; by default, all are
 */
export async function lintFile(
  file: TextFile,
  severities: FindingSeverities,
  isAsked?: (line: number) => boolean,
): Promise<Finding[]> {
  return graded([...(await findPrivateData(file, isAsked)), ...findInvisible(file)], severities);
}

/** Drafts as findings, as grave as the policy says; those that are off are left out. */
export function graded(drafts: readonly Draft[], severities: FindingSeverities): Finding[] {
  return drafts.flatMap((draft) => {
    const severity = severityOf(draft.id, severities);
    return severity === 'off' ? [] : [{ ...draft, severity }];
  });
}

function severityOf(id: FindingId, severities: FindingSeverities) {
  return severities[id] ?? FINDINGS[id];
}
