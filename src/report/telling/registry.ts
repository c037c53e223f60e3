import type { Becomes, EnvironmentNeed, RegistryPlan } from '../../domain/registry-plan.ts';
import type { PromptResult, Result } from '../../domain/result.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';
import { clip, code, enumerate, type Span, type Text } from '../../prose/text.ts';

/** Further lines are counted; the result JSON has them. */
const MOST_LINES = 20;
const MOST_NAMES = 5;
/** Characters of a public key that are shown: what all keys begin with, and enough to tell them apart. */
const KEY_LENGTH = 20;
const LONGEST_COMMAND = 160;
/** Characters of a reason; the log's own are shorter. */
const LONGEST_REASON = 400;

/** Above the lines about the registry. */
export const REGISTRY_TITLE = 'Once this is merged';

/** What the registry will do: the version that each changed prompt becomes and where it serves, and edits of its policy. */
export function registryTexts({ prompts, registryPlan }: Result): Text[] {
  const texts = [
    ...prompts.map(becomesText).filter((text) => text.length > 0),
    ...(registryPlan ? planTexts(registryPlan) : []),
  ];
  return atMost(texts, MOST_LINES, (more): Text => [`${counted(more, 'more line')} in the result JSON.`]);
}

function becomesText({ path, change, becomes }: PromptResult): Text {
  if (!becomes) return [];
  const { name, version, part, because, known, onMain } = becomes;
  const named: Span[] = [code(name), ` ${clip(version)}`];
  if (known && version === onMain) {
    return change === 'suite' ? [] : [code(path), ' stays ', ...named, ': what is asked is the same.'];
  }
  if (known) return [code(path), ' is ', ...named, ' again.', ...servingText(becomes)];
  const reasons: Span[] =
    part === null
      ? [' (the first version)']
      : [` (${clip([part, because.join(', ')].filter(Boolean).join(': '), LONGEST_REASON)})`];
  return [code(path), ' becomes ', ...named, ...reasons, '.', ...servingText(becomes)];
}

function servingText({ name, version, environments }: Becomes): Text {
  return environments.flatMap((environment): Span[] => {
    const { name: where, serves, needs } = environment;
    if (serves.length === 1 && serves[0] === version) return [' ', code(where), ' serves it already.'];
    const now =
      serves.length === 0 ? ' (nothing now)' : ` (${clip(serves.slice(0, MOST_NAMES).join(', '))} now)`;
    return [' ', code(where), now, ...conditionText(needs, { name, version, where }), '.'];
  });
}

/** ` serves it with the next record`, ` serves it once …`, ` refuses it: …`. */
function conditionText(
  needs: readonly EnvironmentNeed[],
  { name, version, where }: { name: string; version: string; where: string },
): Text {
  const obstacles = needs.map(obstacleText).filter((text) => text.length > 0);
  if (obstacles.length > 0) return [' does not take it: ', ...joined(obstacles)];
  const conditions = needs.map(conditionOf).filter((text) => text.length > 0);
  const once: Text = conditions.length === 0 ? [] : [' once ', ...joined(conditions)];
  if (needs.some(({ kind }) => kind === 'by-hand')) {
    const command = { code: clip(`promote ${name}@${version} --to ${where}`, LONGEST_COMMAND) };
    return [' is given it by hand', ...once, ': ', command];
  }
  return [' serves it', ...(conditions.length > 0 ? once : [' with the next ', code('record')])];
}

function obstacleText(need: EnvironmentNeed): Text {
  switch (need.kind) {
    case 'archived':
      return ['it is archived'];
    case 'held':
      return [
        need.version === null ? 'the prompt is held there' : 'it is held there',
        need.until === null ? '' : ` until ${clip(need.until)}`,
      ];
    case 'pinned-model':
      return ['its model is not pinned to a dated snapshot'];
    case 'min-pass-rate':
      return ['nothing serves there to compare it with, and ', code('gate.min-pass-rate'), ' is off'];
    case 'cases':
      return [`its suite has ${counted(need.has, 'case')}, and ${need.asked} are asked for`];
    default:
      return [];
  }
}

function conditionOf(need: EnvironmentNeed): Text {
  switch (need.kind) {
    case 'soak':
      return ['it served ', code(need.in), ` for ${hours(need.forMs)}`];
    case 'evidence':
      return ['its answers on main are enough'];
    default:
      return [];
  }
}

function planTexts(plan: RegistryPlan): Text[] {
  const { environments, keys, publish } = plan;
  return [
    ...beginningTexts(plan),
    ...environments.added.map(({ name, rules }): Text => {
      return [code(name), ' is a new environment: ', ...listed(rules.map(code)), '.'];
    }),
    ...environments.removed.map(({ name, serves }): Text => {
      const what = serves.flatMap(({ prompt, versions }) =>
        versions.map((version): Span => code(`${prompt} ${version}`)),
      );
      const rest: Text = what.length > 0 ? [', and it goes on serving ', ...enumerate(what, MOST_NAMES)] : [];
      return [code(name), ' is no environment any more: nothing is promoted there', ...rest, '.'];
    }),
    ...environments.changed.map(({ name, changes }): Text => {
      const each = changes.map(({ setting, from, to }): Text => {
        return [code(setting), ' from ', code(from), ' to ', code(to)];
      });
      return [code(name), ': ', ...joined(each), '.'];
    }),
    ...(environments.last
      ? [
          [
            ...['The last environment, by which versions are called active, is ', code(environments.last.to)],
            ...[' instead of ', code(environments.last.from), '.'],
          ] satisfies Text,
        ]
      : []),
    ...changeTexts('promotion key', keys.promotion, KEY_LENGTH),
    ...changeTexts('pointer key', keys.pointer, KEY_LENGTH),
    ...changeTexts('destination', publish),
    ...plan.promotions.map(promotionText),
    ...plan.tooFewCases.map(({ environment, asked, prompt, has }): Text => {
      const suite = `${counted(has, 'case')}: its versions would be refused there.`;
      return [
        code(environment),
        ` asks for ${asked} cases, and the suite of `,
        code(prompt),
        ` has ${suite}`,
      ];
    }),
  ];
}

function beginningTexts({ change }: RegistryPlan): Text[] {
  if (change !== 'added') return [];
  return [
    [
      'The registry begins: the first ',
      code('record'),
      ' gives every prompt of main its version 1.0.0 where there is no log yet.',
    ],
  ];
}

function promotionText({
  environment,
  prompt,
  version,
  outcome,
  missing,
  evidence,
  trips = [],
}: RegistryPlan['promotions'][number]): Text {
  const words = {
    promoted: ' will serve ',
    waits: ' waits for ',
    refused: ' is not promoted to ',
    pending: ' waits for evidence before ',
  };
  const why =
    missing.length > 0
      ? `: ${clip(missing.join(' '), LONGEST_REASON)}`
      : evidence
        ? ` (${evidenceText(evidence)}).`
        : '.';
  const [trip] = trips;
  const tripped: Text = trip
    ? [' A guard tripped on it there: ', code(trip.metric), ', ', trip.at.slice(0, 10), '.']
    : [];
  return [code(prompt), ` ${clip(version)}`, words[outcome], code(environment), why, ...tripped];
}

/** `pass on 120 cases against 1.2.0, of 2026-11-28` */
function evidenceText({
  verdict,
  cases,
  against,
  at,
}: NonNullable<RegistryPlan['promotions'][number]['evidence']>): string {
  const how = against === null ? 'by its own pass rate' : `against ${clip(against)}`;
  return `${verdict} on ${counted(cases, 'case')} ${how}${at === null ? '' : `, of ${at.slice(0, 10)}`}`;
}

function changeTexts(noun: string, { added, removed }: RegistryPlan['publish'], length?: number): Text[] {
  const line = (names: readonly string[], what: string): Text[] => {
    if (names.length === 0) return [];
    const shown = names.map((name) => code(length === undefined ? name : name.slice(0, length)));
    return [[`${counted(names.length, noun)} ${what}: `, ...enumerate(shown, MOST_NAMES), '.']];
  };
  return [...line(added, 'added'), ...line(removed, 'removed')];
}

function joined(texts: readonly Text[]): Text {
  return texts.flatMap((text, index) => [
    ...(index === 0 ? [] : index === texts.length - 1 ? [' and '] : [', ']),
    ...text,
  ]);
}

function listed(spans: readonly Span[]): Text {
  return spans.flatMap((span, index) => (index === 0 ? [span] : [', ', span]));
}

/** `24 hours`, `7 days`, `90 s` */
function hours(ms: number): string {
  const inHours = ms / 3_600_000;
  if (!Number.isInteger(inHours)) return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`;
  return inHours >= 48 && inHours % 24 === 0 ? `${inHours / 24} days` : counted(inHours, 'hour');
}
