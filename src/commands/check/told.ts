import type { ConfigurationError, Place } from '../../base/errors.ts';
import { type Finding, type FindingId, findingDocs, NOT_VALID, type Severity } from '../../domain/finding.ts';
import type { RepositoryCheck } from './check.ts';
import type { PromptCheck } from './check-prompt.ts';

/** A finding or a mistake, as every rendering tells it. */
export type Told = {
  id: FindingId | typeof NOT_VALID;
  severity: Severity;
  /** Null: of a file of several prompts, or of the repository. */
  prompt: string | null;
  place: Place | null;
  message: string;
  remedy: string | null;
  docs: string;
  cases: string | null;
};

/** Everything that `check` found: what kept it from checking, then prompt by prompt, mistakes before findings. */
export function allTold(check: RepositoryCheck): Told[] {
  const rest = [
    ...check.policyMistakes,
    ...check.nameMistakes,
    ...check.portfolios.flatMap(({ errors }) => errors),
  ];
  return [
    ...check.mistakes.map((error) => toldMistake(error, null)),
    ...check.prompts.flatMap(toldOf),
    ...check.findings.map((finding) => toldFinding(finding, null)),
    ...rest.map((error) => toldMistake(error, null)),
  ];
}

function toldOf({ path, errors, findings }: PromptCheck): Told[] {
  return [
    ...errors.map((error) => toldMistake(error, path)),
    ...findings.map((finding) => toldFinding(finding, path)),
  ];
}

function toldFinding(finding: Finding, prompt: string | null): Told {
  const { id, severity, place, message, remedy, cases = null } = finding;
  return { id, severity, prompt, place, message, remedy, docs: findingDocs(id), cases };
}

function toldMistake({ problem, place, remedy }: ConfigurationError, prompt: string | null): Told {
  return {
    id: NOT_VALID,
    severity: 'error',
    prompt,
    place: place ?? null,
    message: problem,
    remedy: remedy ?? null,
    docs: findingDocs(NOT_VALID),
    cases: null,
  };
}

/** Whether there are prompts, and nothing that was found is an error. */
export function isValid(check: RepositoryCheck): boolean {
  return check.prompts.length > 0 && allTold(check).every(({ severity }) => severity !== 'error');
}
