import type { StandingGuard } from '../../../experiment/standing.ts';
import type { WatchedReading } from '../../../experiment/watched.ts';
import { counted } from '../../../prose/numbers.ts';
import { oneLine } from '../../../registry/change-text.ts';
import { MAX_REASON } from '../../../registry/event-parts.ts';
import { controlName, meanText, segmentName } from '../../../report/telling/guard.ts';

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
