import { inertTerminal } from '../../../prose/inert.ts';
import { missingText } from '../../../registry/promotion.ts';
import type { PublishReport } from '../publish/publish.ts';
import { publicationLines } from '../publish/report.ts';
import type { PromoteOutcome } from './promote.ts';

/**
 * The outcome for people: that it serves, or everything that is missing and what to do.
 * @param directory where the command was started
 */
export function renderPromote(
  outcome: PromoteOutcome & { publication: PublishReport },
  directory: string,
): string {
  const { prompt, version, environment, missing, overridden, serial, dryRun } = outcome;
  const label = `${prompt} ${version}`;
  const lines: string[] = [];
  switch (outcome.outcome) {
    case 'serves':
      lines.push(`${label} serves everybody in ${environment} already.`);
      break;
    case 'refused': {
      lines.push(
        `${label} was not promoted to ${environment}:`,
        ...missing.map((lack) => `  ✖ ${missingText(lack)}`),
      );
      const canBeOverridden = missing.every((each) => each.canBeOverridden);
      if (canBeOverridden)
        lines.push('Override it by hand with --reason "why"; the log keeps that and what was missing.');
      break;
    }
    case 'promoted':
      lines.push(
        `${dryRun ? 'Dry run, nothing was written: ' : ''}${label} ${dryRun ? 'would serve' : 'serves'} everybody in ${environment} (serial ${serial}).`,
        ...overridden.map((text) => `  overridden: ${text}`),
      );
  }
  lines.push(...publicationLines(outcome.publication, directory));
  return `${lines.map(inertTerminal).join('\n')}\n`;
}
