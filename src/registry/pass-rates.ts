import type { EvidenceFile } from '../domain/registry-files.ts';
import type { PassRates } from '../domain/registry-plan.ts';

/** Segments whose past is told; of more, those of the newest evidence come first. */
const MOST_SEGMENTS = 50;

/**
 * The pass rates of versions, each by its evidence.
 *
 * @param versions the oldest first
 * @returns rates are fractions, the mean over cases; null: the version has no case of that segment. Null where fewer than
 *   two versions have evidence
 */
export function passRatesOf(versions: readonly { version: string; file: EvidenceFile }[]): PassRates | null {
  if (versions.length < 2) return null;
  const known = versions.map(({ file }) => ratesOf(file));
  const names = [...known].reverse().flatMap(({ bySegment }) => [...bySegment.keys()]);
  const rateIn = (segment: string) => known.map(({ bySegment }) => meanOf(bySegment.get(segment) ?? []));
  return {
    versions: versions.map(({ version }) => version),
    segments: [...new Set(names)]
      .slice(0, MOST_SEGMENTS)
      .map((segment) => ({ segment, rates: rateIn(segment) })),
    overall: known.map(({ all }) => meanOf(all)),
  };
}

/** The pass rate of each case that has an answer. */
function ratesOf({ cases }: EvidenceFile): { all: number[]; bySegment: Map<string, number[]> } {
  const all: number[] = [];
  const bySegment = new Map<string, number[]>();
  for (const { passes, trials, segments } of Object.values(cases)) {
    if (!(trials > 0 && passes >= 0 && passes <= trials)) continue;
    all.push(passes / trials);
    for (const segment of segments) {
      const known = bySegment.get(segment);
      if (known) known.push(passes / trials);
      else bySegment.set(segment, [passes / trials]);
    }
  }
  return { all, bySegment };
}

function meanOf(rates: readonly number[]): number | null {
  return rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}
