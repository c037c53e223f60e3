import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { fetchCommit } from '../../src/repo/fetch.ts';
import { openRepository, runGit, tryGit } from '../../src/repo/git.ts';
import { buildRepository } from '../kit/repository.ts';

test('a listing of git over the limit is a failure, never a shorter listing', async () => {
  await using built = await buildRepository({ 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' });
  const repository = await openRepository(built.root);
  const listing = ['ls-tree', '-r', 'HEAD'];
  const whole = await runGit(repository, listing);
  expect(await runGit(repository, listing, { maxOutputBytes: whole.length })).toEqual(whole);
  const limit = { maxOutputBytes: whole.length - 1 };
  await expect(runGit(repository, listing, limit)).rejects.toThrow('git ls-tree put out more than');
  expect((await tryGit(repository, listing, limit)).exitCode).not.toBe(0);
});

test('a fetch from a host that never answers ends with its time limit, and counts as failed', async () => {
  await using built = await buildRepository({ 'a.md': 'a' });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = once(server, 'connection');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await built.git('remote', 'add', 'origin', `http://127.0.0.1:${port}/a.git`);
  const fetching = fetchCommit(await openRepository(built.root), 'f'.repeat(40), 500);
  const [socket] = await asked;
  expect(await fetching).toBe(false);
  socket.destroy();
  server.close();
});
