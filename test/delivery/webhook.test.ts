import { expect, test } from 'vitest';
import { postWebhook } from '../../src/delivery/webhook.ts';
import { startMuteServer } from '../kit/mute-server.ts';

test('a webhook that never answers is given up, and told without its address', async () => {
  const server = await startMuteServer();
  const address = new URL('/hook/secret', server.url);
  expect(await postWebhook(address, { text: 'It trips.' }, 50)).toBe(
    `The webhook (${address.host}) did not answer.`,
  );
  expect(server.requests).toEqual(['POST /hook/secret']);
  await server.close();
});
