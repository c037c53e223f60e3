import { GateFailure } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { Target } from '../../../delivery/target.ts';
import { type NotPublished, placeOf, type ServedSerials } from './publish.ts';

/** A place that serves what the branch does not know: somebody published a rollback that is not recorded. */
export type Unrecorded = { target: Target; environment: string; serial: number; recorded: number };

/**
 * The places that serve a higher serial than is known: of the branch, of what waits in this clone, and of what was
 * stated by hand. A serial that no command of ours wrote is no member of `places`.
 */
export function unrecordedAt(
  places: ServedSerials['places'],
  known: Readonly<Record<string, number>>,
): Unrecorded[] {
  return [...places].flatMap(([target, serials]) =>
    Object.entries(serials).flatMap(([environment, serial]) => {
      const recorded = ownMember(known, environment) ?? 0;
      return serial > recorded ? [{ target, environment, serial, recorded }] : [];
    }),
  );
}

/** That such a place was left as it is. */
export function leftAsItIs({ target, ...of }: Unrecorded): NotPublished {
  return { ...placeOf(target), problem: `${served(of)} ${remedy(of)}` };
}

/** That a rollback was published over it. */
export function overtaken({ target, ...of }: Unrecorded): NotPublished {
  const problem = `${served(of)} This rollback is published over it, so what that one took back may serve again: look at what serves (\`status\`), and take it back once more.`;
  return { ...placeOf(target), problem };
}

/**
 * All that publishes, but a rollback, stops before it would publish over a rollback that nobody recorded: it would serve again
 * what that took back.
 * @param changing the environments in which what serves is about to change
 * @throws GateFailure
 */
export function refuseUnrecorded(unrecorded: readonly Unrecorded[], changing: readonly string[]): void {
  const first = unrecorded.find(({ environment }) => changing.includes(environment));
  if (first === undefined) return;
  const { target, ...of } = first;
  throw new GateFailure(`Nothing was changed in ${of.environment}. ${target.name}: ${served(of)}`, {
    remedy: remedy(of),
  });
}

type Serials = Omit<Unrecorded, 'target'>;

function served({ environment, serial, recorded }: Serials): string {
  return `It serves serial ${serial} of ${environment}, and the branch has ${recorded}: somebody published a rollback that is not recorded.`;
}

function remedy({ serial }: Serials): string {
  return `Run \`record\` in the clone where that was done; where it is lost, decide again with \`--serial-above ${serial}\`.`;
}
