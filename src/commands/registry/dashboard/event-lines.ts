import type { EventLine } from '../../../domain/dashboard.ts';
import type { Allocation, RegistryEvent } from '../../../domain/registry.ts';
import { counted, formatRate } from '../../../prose/numbers.ts';
import { slotCount } from '../../../registry/evidence.ts';
import { judgedCases, worseText } from '../../../report/telling/judged.ts';

/** An event as a line of a list. Its texts are those of people and of prompts. */
export function eventLine(event: RegistryEvent): EventLine {
  const { at, type, actor, reason } = event;
  const environment = 'environment' in event ? event.environment : null;
  const prompt = 'prompt' in event ? event.prompt : null;
  const told = sentenceOf(event);
  return {
    ...{ at, type, environment, prompt, actor: actor.name },
    text: reason === undefined ? told : `${told} – ${reason}`,
  };
}

/** The shares of an allocation: `1.4.0 90 %, 1.5.0 10 %; enterprise: 1.4.0`. */
export function allocationText(allocation: Allocation): string {
  const segments = Object.entries(allocation).sort(([a], [b]) => Number(b === '*') - Number(a === '*'));
  return segments
    .map(([segment, shares]) => {
      const parts = shares.map((share) =>
        shares.length === 1 ? share.version : `${share.version} ${formatRate(slotCount(share) / 10_000)}`,
      );
      return `${segment === '*' ? '' : `${segment}: `}${parts.join(', ')}`;
    })
    .join('; ');
}

function sentenceOf(event: RegistryEvent): string {
  switch (event.type) {
    case 'recorded':
      return `main recorded at ${event.commit.slice(0, 12)}`;
    case 'registered':
      return `${event.version} registered: ${event.source.change}`;
    case 'evaluated':
      return `${event.version} evaluated on ${counted(event.cases, 'case')}`;
    case 'promoted': {
      const verdict = event.judgement ? `, judged ${event.judgement.verdict}` : '';
      return `${event.adopted ? 'taken over' : 'promoted'} ${event.version}${verdict}; serves ${allocationText(event.allocation)}`;
    }
    case 'allocated':
      return `weights set by ${event.by === 'merge' ? 'a merge' : 'a rebalance'}: ${allocationText(event.allocation)}${judgedText(event)}`;
    case 'rolled-back':
      return `${event.from} taken back, ${event.to} serves`;
    case 'held':
      return `${event.version ?? 'every version'} held${event.until === null ? '' : ` until ${event.until}`}`;
    case 'released':
      return `${event.version ?? 'every version'} released`;
    case 'archived':
      return `${event.version} archived`;
    case 'withdrawn':
      return 'withdrawn: main no longer has it';
    case 'observed':
      return observedText(event);
    case 'tripped': {
      const { version, segment, metric, action, figures } = event;
      const rates = [figures.version.mean, figures.control.mean].map((mean) =>
        mean === null ? '—' : String(Number(mean.toPrecision(3))),
      );
      return `guard tripped: ${version} in ${segment}, ${metric} ${rates[0]} against ${rates[1]} (${action})`;
    }
    case 'experiment-started':
      return `experiment began: ${event.metric}, against ${event.control}, ${counted(event.size, 'unit')} each`;
    case 'experiment-decided':
      return `experiment ${event.end.state}`;
    case 'drift': {
      const why = event.cause === null ? '' : ` (${event.cause})`;
      return `${event.version} looked at for drift on ${counted(event.overall.cases, 'case')}: ${event.verdict}${why}`;
    }
    case 'drift-accepted':
      return `drift of ${event.version} accepted: held against its answers of that look from now on`;
    case 'refined':
      return `${counted(event.tries.length, 'change')} of ${event.version} tried, ${event.proposed === null ? 'none' : 'one'} proposed`;
    default:
      // Types that came later are told by their name alone.
      return '';
  }
}

/** Which of the versions that rose are worse for segments that they do not serve. */
function judgedText({ judgements = {} }: Extract<RegistryEvent, { type: 'allocated' }>): string {
  return Object.entries(judgements)
    .filter(([, judgement]) => worseText(judgement) !== '')
    .map(([version, judgement]) => {
      return `; ${version} judged ${judgement.verdict} on ${judgedCases(judgement)}, ${worseText(judgement)}`;
    })
    .join('');
}

function observedText({ prompts, rows }: Extract<RegistryEvent, { type: 'observed' }>): string {
  const names = Object.keys(prompts);
  return `${counted(rows.counted, 'report')} of production counted${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
}
