import type { Board, Unknown } from '../../domain/dashboard.ts';
import { html, type Markup } from '../html/markup.ts';
import { dayText, momentText } from './values.ts';

/** What somebody has to look at, or nobody knows; the gravest first. */
export type Alarm = { kind: 'bad' | 'warn' | 'unknown'; sign: string; label: string; text: string };

/** Why a prompt needs a person, or is not known to do well; empty where it was looked at, and does. */
export function alarmsOf({ trips, holds, drift, retirements, unknowns }: Board): Alarm[] {
  const tripped = trips.map(({ version, segment, metric, at }): Alarm => {
    const where = segment === '*' ? '' : ` in ${segment}`;
    const text = `A guard tripped on ${version}${where} (${metric}), ${momentText(at)} UTC, and nobody released it.`;
    return { kind: 'bad', sign: '⚠', label: 'guard tripped', text };
  });
  const drifted = latestDrifts(drift)
    .filter(({ verdict, accepted }) => verdict === 'drifted' && !accepted)
    .map(({ version, cause, at }): Alarm => {
      const why = cause === null || cause === 'unknown' ? '' : ` (${cause})`;
      return {
        kind: 'bad',
        sign: '↘',
        label: 'drifted',
        text: `${version} drifted${why}, ${momentText(at)} UTC.`,
      };
    });
  // A guard holds what it takes back: that is told already.
  const others = holds.filter(({ version }) => !trips.some((trip) => trip.version === version));
  const held = others.map(({ version, until, reason }): Alarm => {
    const end = until === null ? '' : ` until ${momentText(until)} UTC`;
    const why = reason === '' ? '' : `: ${reason}`;
    return {
      kind: 'warn',
      sign: '‖',
      label: 'held',
      text: `${version ?? 'Every version'} is held${end}${why}.`,
    };
  });
  const ending = retirements.map(({ version, model, on }): Alarm => {
    const text = `${version} asks ${model}, which ends on ${dayText(on)} ${on.slice(0, 4)}.`;
    return { kind: 'warn', sign: '◷', label: 'model ends', text };
  });
  return [...tripped, ...drifted, ...held, ...ending, ...unknowns.map(unknownAlarm)];
}

function unknownAlarm({ kind, version, at }: Unknown): Alarm {
  const moment = at === null ? '' : `, ${momentText(at)} UTC`;
  const [label, text] = {
    'not-tested': ['not tested', `${version} serves, and there is no evidence of it.`],
    overridden: ['overridden', `${version} serves although its evidence did not let it${moment}.`],
    undecided: [
      'drift unknown',
      `Nobody knows whether ${version} drifted: the latest look could not decide${moment}.`,
    ],
    'not-looked-at': [
      'not looked at',
      at === null
        ? `Nobody looked for drift of ${version}, and nothing was reported.`
        : `Nobody looked for drift of ${version}, and nothing was reported, since ${momentText(at)} UTC.`,
    ],
  }[kind] as [string, string];
  return { kind: 'unknown', sign: '?', label, text };
}

function latestDrifts(drift: Board['drift']): Board['drift'] {
  const latest = new Map(drift.map((line) => [line.version, line]));
  return [...latest.values()];
}

/** One badge for each kind of alarm; `ok` in words where there is none, and what serves nothing has none. */
export function badges(board: Board): Markup {
  const alarms = alarmsOf(board);
  const kinds = [...new Map(alarms.map((alarm) => [alarm.label, alarm])).values()];
  if (kinds.length === 0 && board.serves.length === 0) return html``;
  if (kinds.length === 0) return html`<span class="badge good">✓ ok</span>`;
  return html`${kinds.map(({ kind, sign, label }) => html`<span class="badge ${kind}"><span aria-hidden="true">${sign}</span> ${label}</span> `)}`;
}
