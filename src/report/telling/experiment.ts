import type { ExperimentStanding } from '../../domain/experiment.ts';
import { counted } from '../../prose/numbers.ts';

const STATES: Record<ExperimentStanding['state'], string> = {
  running: 'runs',
  stopped: 'is stopped',
  decided: 'is decided',
  ended: 'is over before it had its size',
};

/** What an experiment shows, as sentences: how far it is, what stopped it, and once it is over what was found. */
export function experimentSentences({
  state,
  units,
  sampleRatio,
  guardrails,
  result,
  excluded,
  changedBy,
}: ExperimentStanding): string[] {
  const broken = guardrails.filter(({ isBroken }) => isBroken);
  const findings = (result?.versions ?? []).map(
    ({ version, difference, low, high, adjustedP, finding }) =>
      `${version} is ${finding === 'no-difference' ? 'not shown to differ' : finding}: ${figure(difference)} (${bound(low)} to ${bound(high)}), adjusted p ${adjustedP.toPrecision(2)}.`,
  );
  return [
    `The experiment ${STATES[state]}: ${units.has} of ${units.asked} units a version.`,
    ...(changedBy === null
      ? []
      : [`What serves was changed meanwhile (serial ${changedBy}): nothing is concluded.`]),
    ...(sampleRatio.isBroken
      ? [
          `Units did not come in the shares of the weights (p ${sampleRatio.p.toPrecision(2)}): nothing is concluded.`,
        ]
      : []),
    ...broken.map(({ metric, version }) => `The guardrail ${metric} is broken by ${version}.`),
    ...findings,
    ...(excluded > 0 ? [`${counted(excluded, 'observation')} of other weights did not count.`] : []),
  ];
}

function bound(value: number | null): string {
  return value === null ? 'unbounded' : figure(value);
}

function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}
