/** What git takes for a URL that is none: `git@github.com:acme/support.git`. */
const SCP_LIKE = /^(?:[^/@:\s]+@)?([^/@:\s]+):(?!\/\/)\/?(.+)$/s;

/** Hosts that take ssh on the port of https. */
const SSH_HOST = /^(?:alt)?ssh\.(github|gitlab)\.com$/;

/**
 * The address of a remote's repository in a browser: of ssh the same host by https; without credentials, query and
 * `.git`. Null for a folder, and for a host that is only a name of somebody's ssh configuration.
 */
export function webAddressOf(remote: string): string | null {
  const [, scpHost = '', scpPath = ''] = SCP_LIKE.exec(remote) ?? [];
  const text = scpHost === '' ? remote : `ssh://${scpHost}/${scpPath}`;
  if (!URL.canParse(text)) return null;
  const { protocol, host, hostname, pathname } = new URL(text);
  const path = pathname
    .replace(/^\/+/, '')
    .replace(/\/*$/, '')
    .replace(/\.git$/, '');
  const isPath = path.includes('/') && path.split('/').every((part) => /^[\w~-][\w.~-]*$/.test(part));
  if (!isPath) return null;
  if (protocol === 'https:' || protocol === 'http:') return `${protocol}//${host}/${path}`;
  if (protocol !== 'ssh:' || !hostname.includes('.')) return null;
  return `https://${hostname.replace(SSH_HOST, '$1.com')}/${path}`;
}
