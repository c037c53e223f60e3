import type { GuardJson } from '../../../domain/guard-json.ts';
import { publicationJson } from '../publish/report.ts';
import type { RollbackOutcome } from '../rollback/rollback.ts';
import type { GuardReport } from './outcome.ts';

/** The published shape. */
export function guardJson(report: GuardReport): GuardJson {
  const { guards, rollbacks, held, unreadable, told, publication, issues, failures, dryRun } = report;
  return {
    schemaVersion: 1,
    ...{ dryRun, held, unreadable, issues, failures, recorded: report.recorded },
    guards: guards.map(({ guard, reading, action, isKnown }) => ({
      ...{ environment: guard.environment, prompt: guard.prompt, version: guard.version },
      ...{ segment: guard.segment, metric: guard.metric, control: guard.control },
      test: guard.isNew && guard.control !== null ? 'new' : 'steady',
      alpha: guard.policy.alpha,
      from: new Date(guard.from).toISOString(),
      ...{ outcome: reading.kind, because: reading.because, action, isKnown, figures: reading.figures },
    })),
    rollbacks: rollbacks.map(takenBackJson),
    rows: { ...told.rows, unwatched: told.unwatched },
    problems: told.problems.map(({ place: { path, line, row }, problem }) => ({
      ...{ path, line: line ?? null, row: row ?? null, problem },
    })),
    publication: publicationJson(publication),
  };
}

function takenBackJson(outcome: RollbackOutcome): GuardJson['rollbacks'][number] {
  const { prompt, environment } = outcome;
  const publication = publicationJson(outcome.publication);
  if (outcome.kind === 'nothing') {
    const { problem } = outcome;
    return { prompt, environment, from: null, to: null, serial: null, recorded: false, problem, publication };
  }
  const { from, to, serial, recorded, failure } = outcome;
  return { prompt, environment, from, to, serial, recorded, problem: failure, publication };
}
