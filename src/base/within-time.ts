/** Something took too long. */
export class NoAnswer extends Error {}

/**
 * What a promise gives, if it does in time; what it does later is not looked at.
 * @throws NoAnswer: `no answer within 3 s`
 */
export async function withinTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    const late = new NoAnswer(`no answer within ${milliseconds / 1000} s`);
    timer = setTimeout(() => reject(late), milliseconds);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
