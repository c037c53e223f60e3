import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/github/api.ts';

const server = createServer(() => {});
beforeEach(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
});

test('a GitHub that accepts requests and never answers them holds nobody up', async () => {
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : null;
  const github = await connect('ghs_token', `http://127.0.0.1:${port}`, 50);
  await expect(github.graphql('query { viewer { login } }')).rejects.toThrow(/timeout/);
  const issue = { owner: 'acme', repo: 'prompts', title: 'It does worse' };
  await expect(github.rest.issues.create(issue)).rejects.toThrow(/timeout/);
});
