import type { RefineJson } from '../../../domain/registry-json.ts';
import { publicationJson } from '../publish/report.ts';
import type { RefineOutcome } from './outcome.ts';

/** The published shape. */
export function refineJson({ cases, publication, ...outcome }: RefineOutcome): RefineJson {
  return {
    schemaVersion: 1,
    ...outcome,
    cases: cases.map(({ assertions: _, group, ...told }) => ({ ...told, group: group ?? null })),
    publication: publicationJson(publication),
  };
}
