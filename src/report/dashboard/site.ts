import type { Dashboard } from '../../domain/dashboard.ts';
import { badgeOf } from './badge.ts';
import { eventsPage } from './events-page.ts';
import { indexPage } from './index-page.ts';
import { badgePath, promptPage } from './prompt-page.ts';
import { pageText } from './shell.ts';

/** A file of the site; its path is relative to the site's folder. */
export type SiteFile = { path: string; text: string };

/** The site as files: an overview, the events, and a page and a badge for each prompt in each environment. */
export function renderSite(dashboard: Dashboard): SiteFile[] {
  const { branch, madeAt: at, environments } = dashboard;
  const prompts = environments.flatMap(({ boards }) => boards.map((board) => promptPage(board, dashboard)));
  const pages = [indexPage(dashboard), eventsPage(dashboard), ...prompts].map((page) => ({
    path: page.path,
    text: pageText(page, { branch, at }),
  }));
  const badges = environments.flatMap(({ boards }) =>
    boards.map((board) => ({ path: badgePath(board), text: `${JSON.stringify(badgeOf(board))}\n` })),
  );
  return [...pages, ...badges];
}
