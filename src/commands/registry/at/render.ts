import type { AtJson } from '../../../domain/registry-json.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import { formatRate } from '../../../prose/numbers.ts';
import type { ServedAt } from '../../../registry/at.ts';
import { judgedCases, worseText } from '../../../report/telling/judged.ts';
import { textTable } from '../table.ts';

export type ShownAt = {
  prompt: string;
  environment: string;
  /** ISO 8601. */
  at: string;
  served: ServedAt;
  unit: string | undefined;
  segment: string | undefined;
};

/** The published shape of `at --json`. */
export function atJson({ prompt, environment, at, served }: ShownAt): AtJson {
  const { chosen, serial, event, judgement } = served;
  return {
    schemaVersion: 1,
    ...{ prompt, environment, at },
    version: chosen?.version ?? null,
    digest: chosen?.digest ?? null,
    weight: chosen?.weight ?? null,
    serial,
    served: served.served,
    event: {
      ...{ type: event.type, actor: event.actor, at: event.at, reason: event.reason },
      ...{ overridden: event.overridden ?? [], adopted: event.adopted ?? false },
    },
    evidence: judgement,
  };
}

/** The same for people. */
export function renderAt(shown: ShownAt, notes: readonly string[]): string {
  const { environment, at, served, unit } = shown;
  const { chosen, event, judgement } = served;
  const who = unit === undefined ? 'everybody' : unit;
  const lines = [
    `${at}: ${environment} served ${servedText(shown, who)}`,
    `  set     ${event.at} by ${event.actor.name}${event.actor.source === 'terminal' ? ' (stated, not proved)' : ''}: ${event.adopted ? 'adopted' : event.type}${event.reason === null ? '' : `, “${event.reason}”`}`,
    ...(chosen ? [`  tested  ${testedText(judgement, event.overridden)}`] : []),
    ...(chosen ? [`  digest  ${chosen.digest}`] : []),
  ].map(inertTerminal);
  const isWhole = served.served.length <= 1;
  const rows = served.served.map(({ segment, version, weight, digest }) => {
    return [segment, version, formatRate(weight), digest.slice(0, 12)];
  });
  const table = isWhole
    ? []
    : textTable([['segment', 'version', 'share', 'digest'], ...rows]).map((line) => `  ${line}`);
  return `${[...lines, ...table, ...notes.map(inertTerminal)].join('\n')}\n`;
}

function servedText({ prompt, served: { chosen, served, serial } }: ShownAt, who: string): string {
  if (served.length === 0) return `nothing of ${prompt} any more (serial ${serial}).`;
  return chosen
    ? `${prompt} ${chosen.version} to ${who} (serial ${serial}).`
    : `several versions of ${prompt} (serial ${serial}); --unit says whose.`;
}

function testedText(judgement: ServedAt['judgement'], overriddenNow: readonly string[] = []): string {
  const overridden = judgement?.overridden ?? overriddenNow;
  const despite = overridden.length > 0 ? `; overridden: ${overridden.join(' ')}` : '';
  if (judgement === null) return `no evidence was judged${despite}`;
  const { verdict, against, at } = judgement;
  const how = against === null ? 'by its own pass rate' : `against ${against.slice(0, 12)}`;
  const worse = worseText(judgement);
  const but = worse === '' ? '' : `, ${worse}`;
  return `${verdict} on ${judgedCases(judgement)} ${how}${but}, evidence of ${at ?? 'unknown time'}${despite}`;
}
