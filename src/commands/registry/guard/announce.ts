import { postWebhook } from '../../../delivery/webhook.ts';
import { guardJson } from './json.ts';
import type { GuardReport, GuardRequest } from './outcome.ts';
import { guardName, tripReason } from './words.ts';

/**
 * Posts what tripped now; what tripped before was posted then.
 * @returns why that failed, as sentences
 */
export async function announce(report: GuardReport, { webhook }: GuardRequest): Promise<string[]> {
  const news = report.guards.filter(({ action, isKnown }) => action !== null && !isKnown);
  if (webhook === null || report.dryRun || news.length === 0) return [];
  const text = news
    .map(({ guard, reading, action }) => `${guardName(guard)}: ${action}. ${tripReason(guard, reading)}.`)
    .join('\n');
  const failure = await postWebhook(webhook, { text, ...guardJson({ ...report, guards: news }) });
  return failure === null ? [] : [failure];
}
