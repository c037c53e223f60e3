import { COMMAND, REPOSITORY } from '../../base/product.ts';
import { version } from '../../base/version.ts';
import { FINDING_IDS, FINDINGS, findingDocs, NOT_VALID } from '../../domain/finding.ts';
import { visible } from '../../prose/inert.ts';
import type { RepositoryCheck } from './check.ts';
import { allTold, type Told } from './told.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF's words for how grave a result is. */
const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const;

/** What `check` found as SARIF 2.1.0, which code scanning of GitHub and editors read. Paths are relative to the repository. */
export function checkSarif(check: RepositoryCheck): string {
  const told = allTold(check);
  const ids: Told['id'][] = [NOT_VALID, ...FINDING_IDS];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: COMMAND,
            version: version(),
            informationUri: `https://github.com/${REPOSITORY}`,
            rules: ids.map((id) => ruleOf(id)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The root of the repository.' } } },
        results: told.map((one) => ({
          ruleId: one.id,
          ruleIndex: ids.indexOf(one.id),
          level: LEVELS[one.severity],
          message: { text: visible([one.message, one.remedy].filter(Boolean).join(' ')) },
          locations: one.place === null ? [] : [locationOf(one.place)],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: Told['id']) {
  return {
    id,
    shortDescription: { text: id.replaceAll('-', ' ') },
    helpUri: findingDocs(id),
    defaultConfiguration: { level: LEVELS[id === NOT_VALID ? 'error' : FINDINGS[id]] },
  };
}

function locationOf({ path, line, column }: NonNullable<Told['place']>) {
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' },
      region: {
        startLine: Math.max(1, line ?? 1),
        ...(column !== undefined && { startColumn: Math.max(1, column) }),
      },
    },
  };
}
