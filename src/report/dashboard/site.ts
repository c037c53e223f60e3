import type { Dashboard } from '../../domain/dashboard.ts';
import { eventsPage } from './events-page.ts';
import { indexPage } from './index-page.ts';
import { promptPage } from './prompt-page.ts';
import { pageText } from './shell.ts';

/** A file of the site; its path is relative to the site's folder. */
export type SiteFile = { path: string; text: string };

/** The site as files: an overview, the events, and a page for each prompt in each environment. */
export function renderSite(dashboard: Dashboard): SiteFile[] {
  const { branch, madeAt: at, environments } = dashboard;
  const prompts = environments.flatMap(({ boards }) => boards.map((board) => promptPage(board, dashboard)));
  return [indexPage(dashboard), eventsPage(dashboard), ...prompts].map((page) => ({
    path: page.path,
    text: pageText(page, { branch, at }),
  }));
}
