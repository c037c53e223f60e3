import { ConfigurationError, unlessMistaken } from '../../../base/errors.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { orderedEvents } from '../../../registry/chain.ts';
import { compareVersions } from '../../../registry/version.ts';
import { renderSite, type SiteFile } from '../../../report/dashboard/site.ts';
import { readEvents, readEvidence } from '../log.ts';
import { requireEnvironment } from '../lookup.ts';
import { openReading, stateOf } from '../reading.ts';
import { gatherDashboard } from './gather.ts';
import { openSiteFolder, refuseForeignFiles, writeSite } from './site-folder.ts';

export type DashboardOptions = {
  directory: string;
  config: string;
  remote: string | undefined;
  offline: boolean;
  out: string;
  /** Undefined: all environments in which something served. */
  env: string | undefined;
  days: number;
  dryRun: boolean;
};

/** What was written, or would be. */
export type DashboardOutcome = { files: SiteFile[]; prompts: number; events: number; notes: string[] };

/** Versions of a prompt whose evidence is shown. */
const MOST_EVIDENCE = 30;

/**
 * Writes the registry as a static site.
 * @throws ConfigurationError: an environment or a number of days that cannot be, a folder that is not ours, a log that
 *   cannot be read; GateFailure: the folder cannot be written
 */
export async function writeDashboard(options: DashboardOptions): Promise<DashboardOutcome> {
  const { directory, out, env, days } = options;
  const target = await openSiteFolder(directory, out);
  using reading = await openReading(directory, options);
  const state = await stateOf(reading);
  const { snapshot, registry, notes, place } = reading;
  const environment =
    env === undefined ? null : requireEnvironment(registry, env, { option: '--env', state }).name;
  const events = snapshot === null ? [] : orderedEvents(await readEvents(snapshot));
  const dashboard = gatherDashboard(
    {
      ...{ state, notes, events: events.map(({ event }) => event) },
      policy: { ...registry, branch: place.branch },
      evidenceOf: await evidenceReader(state, snapshot),
    },
    { environment, days, now: Date.now() },
  );
  const files = renderSite(dashboard);
  await (options.dryRun ? refuseForeignFiles : writeSite)(target, files);
  return { files, prompts: Object.keys(state.prompts).length, events: events.length, notes };
}

/** The most days that plots have, and the fewest. */
const MOST_DAYS = 400;
const FEWEST_DAYS = 7;

/** The number of days as it is typed. Throws ConfigurationError where it is none from 7 to 400. */
export function readDays(text: string): number {
  const days = Number(text);
  if (/^\d{1,4}$/.test(text) && days >= FEWEST_DAYS && days <= MOST_DAYS) return days;
  throw new ConfigurationError(`--days takes a whole number from ${FEWEST_DAYS} to ${MOST_DAYS}.`, {
    remedy: 'For example: --days 60.',
  });
}

/** Evidence of the newest versions of each prompt. What cannot be read is as if it was not there: `verify` tells. */
async function evidenceReader(
  state: RegistryState,
  snapshot: Snapshot | null,
): Promise<(prompt: string, version: string) => EvidenceFile | undefined> {
  const known = new Map<string, EvidenceFile>();
  for (const [prompt, { versions }] of Object.entries(state.prompts)) {
    const newest = Object.keys(versions)
      .sort((a, b) => compareVersions(b, a))
      .slice(0, MOST_EVIDENCE);
    for (const version of newest) {
      const evidence = await unlessMistaken(() => readEvidence({ state, snapshot }, prompt, version));
      if (evidence) known.set(`${prompt} ${version}`, evidence.file);
    }
  }
  return (prompt, version) => known.get(`${prompt} ${version}`);
}
