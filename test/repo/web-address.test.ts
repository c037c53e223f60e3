import { expect, test } from 'vitest';
import { webAddressOf } from '../../src/repo/web-address.ts';

const SUPPORT = 'https://github.com/acme/support';

test.each([
  ['https://github.com/acme/support', SUPPORT],
  ['https://github.com/acme/support.git/', SUPPORT],
  ['https://x-access-token:ghs_secret@github.com/acme/support.git', SUPPORT],
  ['https://github.com/acme/support.git?token=ghs_secret#main', SUPPORT],
  ['git@github.com:acme/support.git', SUPPORT],
  ['github.com:/acme/support', SUPPORT],
  ['ssh://git@github.com:22/acme/support.git', SUPPORT],
  ['ssh://git@ssh.github.com:443/acme/support.git', SUPPORT],
  ['ssh://git@altssh.gitlab.com:443/acme/support.git', 'https://gitlab.com/acme/support'],
  ['git@gitlab.acme.dev:ai/teams/support.git', 'https://gitlab.acme.dev/ai/teams/support'],
  ['https://gitlab.acme.dev:8443/ai/support.git', 'https://gitlab.acme.dev:8443/ai/support'],
  ['http://gitlab.acme.dev/ai/support.git', 'http://gitlab.acme.dev/ai/support'],
])('%s is found in a browser', (remote, address) => {
  expect(webAddressOf(remote)).toBe(address);
});

test.each([
  '/srv/git/support.git',
  '../support',
  'C:/git/support.git',
  'file:///srv/git/support.git',
  'work:acme/support.git',
  'ssh://work/acme/support.git',
  'git://github.com/acme/support.git',
  'javascript:alert(1)//acme/support',
  'https://github.com/support',
  'https://github.com/acme/sup"port',
  'https://github.com//acme/support//x',
  '',
])('%j has no address', (remote) => {
  expect(webAddressOf(remote)).toBeNull();
});
