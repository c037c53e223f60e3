import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { PORTFOLIO_FOLDER } from '../../domain/portfolio.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { CODEOWNERS_PATHS, ownerOf } from '../../registry/codeowners.ts';

/** The line of CODEOWNERS by which somebody is asked about portfolios, and the file that it belongs to. */
export type OwnersLine = {
  path: string;
  /** Its text now; null: there is no such file. */
  before: string | null;
  /** Null: they are asked already, or the file says something else about portfolios. */
  line: string | null;
  /** Whom the line names; null: nobody is known, so somebody has to be put into it. */
  owner: string | null;
};

/**
 * What CODEOWNERS has to say about portfolios: whoever it names for the policy, else for the first prompt that has an owner.
 * @param prompts paths of prompts
 */
export async function ownersLine(
  snapshot: Snapshot,
  { configPath, prompts }: { configPath: string; prompts: readonly string[] },
): Promise<OwnersLine> {
  const found = await codeowners(snapshot);
  const { path, before } = found ?? { path: CODEOWNERS_PATHS[0] ?? '', before: null };
  const text = before ?? '';
  const owners = [configPath, DEFAULT_POLICY_PATH, ...prompts].map((file) => ownerOf(file, text));
  const owner = owners.find((one) => one !== null) ?? null;
  const asked = ownerOf(`${PORTFOLIO_FOLDER}/portfolio.yml`, text);
  const isAsked = owner !== null && asked === owner;
  const line =
    isAsked || text.includes(PORTFOLIO_FOLDER) ? null : `/${PORTFOLIO_FOLDER}/ ${owner ?? '@OWNER'}`;
  return { path, before, line, owner };
}

async function codeowners(snapshot: Snapshot): Promise<{ path: string; before: string } | undefined> {
  for (const path of CODEOWNERS_PATHS) {
    const before = await snapshot.read(path);
    if (before !== undefined) return { path, before };
  }
  return undefined;
}
