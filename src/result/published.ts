import type { Notice } from '../domain/notice.ts';
import type { ResultNotice } from '../domain/result.ts';

/**
 * Notices with their gravity and sentence. What tells them is loaded only where there is one: most runs without prompt
 * changes have none.
 */
export async function published(notices: readonly Notice[]): Promise<ResultNotice[]> {
  if (notices.length === 0) return [];
  const { publishedNotice } = await import('../report/telling/notices.ts');
  return notices.map(publishedNotice);
}
