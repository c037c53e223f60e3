import { postWebhook } from '../../../delivery/webhook.ts';
import { guardName } from '../../../report/telling/guard.ts';
import { guardJson } from './json.ts';
import { type GuardReport, type GuardRequest, newTrips } from './outcome.ts';
import { tripReason } from './words.ts';

/**
 * Posts what tripped now.
 * @returns why that failed, as sentences
 */
export async function announce(report: GuardReport, { webhook }: GuardRequest): Promise<string[]> {
  const news = newTrips(report);
  if (webhook === null || report.dryRun || news.length === 0) return [];
  const text = news
    .map(({ guard, reading, action }) => `${guardName(guard)}: ${action}. ${tripReason(guard, reading)}.`)
    .join('\n');
  const failure = await postWebhook(webhook, { text, ...guardJson({ ...report, guards: news }) });
  return failure === null ? [] : [failure];
}
