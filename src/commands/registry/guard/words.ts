import type { StandingGuard } from '../../../experiment/standing.ts';
import type { WatchedReading } from '../../../experiment/watched.ts';
import { counted, formatCount } from '../../../prose/numbers.ts';
import { oneLine } from '../../../registry/change-text.ts';
import { MAX_REASON } from '../../../registry/event-parts.ts';
import { controlName, meanText, segmentName } from '../../../report/telling/guard.ts';

/**
 * What `guard --watch` begins with: guards of portfolios are counted as their files list them, and so is what each of them
 * watches, a version in a segment. Values without bounds (money, duration) are not judged where no control serves.
 */
export function standingText(standing: readonly StandingGuard[], source: string): string {
  const guards = new Set(
    standing.map(({ environment, prompt, policy }) => JSON.stringify([environment, prompt, policy])),
  );
  const alone = standing.filter(({ rule, control }) => rule.bounds === null && control === null).length;
  const left =
    alone === 0 ? '' : `, ${formatCount(alone)} not (money or duration, and no other version has 5 %)`;
  const watch = guards.size === 1 ? 'watches' : 'watch';
  return `${counted(guards.size, 'guard')} ${watch} ${source}. Counted by version and segment, ${formatCount(standing.length - alone)} are judged${left}.`;
}

/** Why a version was taken back or held, as the log keeps it. */
export function tripReason(guard: StandingGuard, { figures }: WatchedReading): string {
  const { version, control, badAnswers } = figures;
  const cost = badAnswers === null ? '' : `, ${counted(badAnswers, 'bad answer')} more`;
  return oneLine(
    `Guard on ${guard.metric} for ${segmentName(guard.segment)}: ${meanText(figures, version)} against ${meanText(figures, control)} of ${controlName(guard)}, ${counted(version.answers, 'answer')}${cost}`,
    MAX_REASON,
  );
}

/** Why a version may not rise for now. */
export function pauseReason(guard: StandingGuard, { because }: WatchedReading): string {
  const where = `${guard.metric} for ${segmentName(guard.segment)}`;
  const why = {
    silence: 'nothing was reported for an hour',
    'no-candidate': 'nothing was reported of it for an hour',
    'no-control': `too little of ${guard.control}`,
    alone: 'no other version has 5 %',
    unreadable: 'too many of its rows cannot be read',
  }[because ?? 'silence'];
  return oneLine(`Guard paused, ${where}: ${why}`, MAX_REASON);
}
