import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted, formatRate } from '../../prose/numbers.ts';
import { clip, code, type Text } from '../../prose/text.ts';
import { segmentSpans } from './portfolio-limits.ts';

const MOST = 5;

/** Weights that the file states and the merge does not set, since their version is held. */
export function heldTexts({ held = [], safe }: PortfolioPlan): Text[] {
  const told = held.map(({ version, reason, at, until, trip, withheld }): Text => {
    const why: Text =
      trip === null
        ? [` since ${timeOf(at)}${reason === '' ? '' : `: ${clip(reason, 120).replace(/\.$/, '')}`}`]
        : [
            ...[', because a guard on ', code(trip.metric), ' tripped on it in '],
            ...[...segmentSpans(trip.segment), ` on ${timeOf(trip.at)}`],
          ];
    const weights = withheld.flatMap(
      ({ segment, stated, set }, index): Text => [
        ...[index === 0 ? '' : ', ', `${formatRate(set)} of `, ...segmentSpans(segment)],
        ` instead of ${formatRate(stated)}`,
      ],
    );
    const end =
      until === null ? 'after `release`' : `after the hold ends on ${timeOf(until)}, or after \`release\``;
    return [
      ...['⚠️ ', code(version), ' is held', ...why, '. The merge gives it ', ...weights, '; '],
      ...[code(safe), ` gets the rest. To raise it, change the weights again ${end.replaceAll('`', '')}.`],
    ];
  });
  return atMost(told, MOST, (more): Text => [`${counted(more, 'more version')} held.`]);
}

/** Guards that tripped on a version whose weight rises, also those that somebody released. */
export function trippedTexts({ trips = [], held = [] }: PortfolioPlan): Text[] {
  const others = trips.filter(
    ({ version, at }) => !held.some((one) => one.version === version && one.trip?.at === at),
  );
  const told = others.map(({ version, segment, metric, action, at, released }): Text => {
    const did = { rollback: 'took it back', hold: 'held it', alert: 'alerted' }[action];
    const since = released === null ? 'nobody released it' : `released on ${timeOf(released)}`;
    return [
      ...['⚠️ A guard on ', code(metric), ' tripped on ', code(version), ' in ', ...segmentSpans(segment)],
      ` on ${timeOf(at)} and ${did}; ${since}. Its weight rises.`,
    ];
  });
  return atMost(told, MOST, (more): Text => [`${counted(more, 'more trip')} of guards.`]);
}

/** `2026-11-29 15:00 UTC` */
function timeOf(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
