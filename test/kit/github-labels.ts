type Account = { login: string; type: 'User' | 'Bot' };
type LabelEvent = {
  event: 'labeled' | 'unlabeled';
  label: { name: string; color: string };
  actor: Account | null;
  created_at: string;
};

const JSON_HEADERS: Record<string, string> = { 'content-type': 'application/json' };

/**
 * What GitHub knows of labels, pushes and permissions, in the shapes of its API; the emulator has none of it for pull
 * requests.
 */
export function githubLabels({ owner, repo }: { owner: string; repo: string }) {
  const base = `/repos/${owner}/${repo}`;
  const events = new Map<number, LabelEvent[]>();
  const permissions = new Map<string, 'admin' | 'write' | 'read' | 'none'>();
  const pushes = new Map<string, { after: string; timestamp: string }[]>();

  function change(event: LabelEvent['event']) {
    return (number: number, name: string, actor: Account | null, at: string): void => {
      const known = events.get(number) ?? [];
      events.set(number, [...known, { event, label: { name, color: 'ededed' }, actor, created_at: at }]);
    };
  }

  return {
    set: change('labeled'),
    remove: change('unlabeled'),
    /** What the person may do in the repository, as the API calls it; by default `none`. */
    permit: (login: string, permission: 'admin' | 'write' | 'read' | 'none') =>
      void permissions.set(login, permission),
    /** A push to the branch. */
    push: (branch: string, after: string, timestamp: string) =>
      void pushes.set(branch, [{ after, timestamp }, ...(pushes.get(branch) ?? [])]),
    forget: () => {
      for (const known of [events, permissions, pushes]) known.clear();
    },

    /** Undefined for any other request. */
    answer(path: string, address: string) {
      const { pathname, searchParams } = new URL(path, address);
      const reply = (body: unknown, headers = JSON_HEADERS) => ({
        status: 200,
        headers,
        body: JSON.stringify(body),
      });
      const number = new RegExp(`^${base}/issues/(\\d+)/events$`).exec(pathname)?.[1];
      if (number !== undefined) {
        const all = events.get(Number(number)) ?? [];
        const size = Number(searchParams.get('per_page') ?? 30);
        const page = Number(searchParams.get('page') ?? 1);
        const next = `<${address}${pathname}?per_page=${size}&page=${page + 1}>; rel="next"`;
        const headers = page * size < all.length ? { ...JSON_HEADERS, link: next } : JSON_HEADERS;
        return reply(all.slice((page - 1) * size, page * size), headers);
      }
      const login = new RegExp(`^${base}/collaborators/([^/]+)/permission$`).exec(pathname)?.[1];
      if (login !== undefined) return reply({ permission: permissions.get(login) ?? 'none' });
      if (pathname === `${base}/activity`) {
        const ref = searchParams.get('ref') ?? '';
        const known = pushes.get(ref.replace('refs/heads/', '')) ?? [];
        const size = Number(searchParams.get('per_page') ?? 30);
        return reply(known.slice(0, size).map((push) => ({ ...push, ref, activity_type: 'push' })));
      }
      return undefined;
    },
  };
}
