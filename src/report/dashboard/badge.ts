import type { Board } from '../../domain/dashboard.ts';
import { formatRate } from '../../prose/numbers.ts';
import { type Alarm, alarmsOf } from './state.ts';

/** What shields.io draws from an address that gives this JSON: https://shields.io/badges/endpoint-badge */
export type Badge = { schemaVersion: 1; label: string; message: string; color: string };

/** Characters of a name on a badge. */
const LONGEST = 60;

/**
 * A prompt in an environment as a badge: what serves, its pass rate on main, or the gravest alarm.
 * The text is for a picture that shields.io draws; it is plain and in one line.
 */
export function badgeOf(board: Board): Badge {
  const [alarm] = alarmsOf(board);
  const serving = [...new Set(board.serves.flatMap(({ shares }) => shares.map(({ version }) => version)))];
  const [only] = serving;
  const evidence = board.versions.find(({ version }) => version === only)?.evidence;
  const what = serving.length === 0 ? 'serves nothing' : serving.join(' + ');
  const rate = serving.length === 1 && evidence ? `, passes ${formatRate(evidence.rate)}` : '';
  return {
    schemaVersion: 1,
    label: short(`${board.prompt} · ${board.environment}`),
    message: short(alarm ? `${what}: ${alarm.label}` : `${what}${rate}`),
    color: colorOf(alarm, serving.length),
  };
}

function colorOf(alarm: Alarm | undefined, serving: number): string {
  if (alarm && alarm.kind !== 'unknown') return alarm.kind === 'bad' ? 'red' : 'orange';
  return alarm || serving === 0 ? 'lightgrey' : 'brightgreen';
}

function short(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).toWellFormed()}…`;
}
