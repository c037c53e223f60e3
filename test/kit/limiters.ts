/** Decides at `now` (ms) whether one more call is allowed, and what the answer's headers say of it. */
export type Limiter = (now: number) => { allowed: boolean; headers: Record<string, string> };

/** The ways servers count calls a second; each takes the limit. */
export const limiters: Record<string, (perSecond: number) => Limiter> = {
  'a window of fixed seconds, retry-after': (perSecond) => {
    let window = -1;
    let calls = 0;
    return (now) => {
      const current = Math.floor(now / 1000);
      if (current !== window) [window, calls] = [current, 0];
      calls += 1;
      return calls <= perSecond ? allowed : refused({ 'retry-after': '1' });
    };
  },
  'a sliding window, retry-after-ms': (perSecond) => {
    const calls: number[] = [];
    return (now) => {
      while ((calls[0] ?? now) <= now - 1000) calls.shift();
      if (calls.length >= perSecond) {
        return refused({ 'retry-after-ms': String(Math.ceil((calls[0] ?? now) + 1000 - now)) });
      }
      calls.push(now);
      return allowed;
    };
  },
  'a sliding window, silent': (perSecond) => {
    const calls: number[] = [];
    return (now) => {
      while ((calls[0] ?? now) <= now - 1000) calls.shift();
      if (calls.length >= perSecond) return refused({});
      calls.push(now);
      return allowed;
    };
  },
  'a token bucket, retry-after': (perSecond) => {
    const take = bucket(perSecond);
    return (now) => (take(now) >= 0 ? allowed : refused({ 'retry-after': '1' }));
  },
  'a token bucket that tells what remains': (perSecond) => {
    const take = bucket(perSecond);
    return (now) => {
      const left = take(now);
      const headers = {
        'x-ratelimit-limit-requests': String(perSecond),
        'x-ratelimit-remaining-requests': String(Math.max(0, Math.floor(left))),
        'x-ratelimit-reset-requests': `${Math.ceil(((perSecond - Math.max(0, left)) / perSecond) * 1000)}ms`,
      };
      return left >= 0
        ? { allowed: true, headers }
        : { allowed: false, headers: { ...headers, 'retry-after': '1' } };
    };
  },
};

const allowed = { allowed: true, headers: {} };

function refused(headers: Record<string, string>) {
  return { allowed: false, headers };
}

/** A bucket of one second's calls that refills steadily; gives what is left, below 0 when there was none to take. */
function bucket(perSecond: number): (now: number) => number {
  let level = perSecond;
  let at: number | undefined;
  return (now) => {
    level = Math.min(perSecond, level + ((now - (at ?? now)) / 1000) * perSecond);
    at = now;
    if (level < 1) return -1;
    level -= 1;
    return level;
  };
}
