import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { selfSigned } from '../kit/certificate.ts';
import { startModels } from '../kit/models.ts';
import { freePort, hasRedisServer, startRedis } from '../kit/redis.ts';
import { answerOf, buildRegistryTeam, policyWith } from '../kit/registry-team.ts';
import { terminal } from '../kit/terminal.ts';

const POLICY = policyWith(
  'registry: { environments: { production: { promote: on-merge, pinned: false } } }\n',
);

test.skipIf(!hasRedisServer)(
  'what is built publishes to a Redis by password, and over TLS only to one that Node trusts (skipped without redis-server)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redis-tls-'));
    const { cert, key } = selfSigned('localhost');
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    await writeFile(certFile, cert);
    await writeFile(keyFile, key);
    const tlsPort = await freePort();
    await using server = await startRedis([
      ...['--requirepass', 'correct-horse', '--tls-port', String(tlsPort), '--tls-auth-clients', 'no'],
      ...['--tls-cert-file', certFile, '--tls-key-file', keyFile],
    ]);
    const models = await startModels(answerOf);
    await using team = await buildRegistryTeam({ environment: models.environment, policy: POLICY });
    await team.run('record', { withoutKey: true });
    const publish = (url: string, more: Record<string, string> = {}) =>
      terminal(['publish', '--redis'], {
        directory: team.clone.root,
        ownProcess: true,
        environment: { PROMPTS_REDIS_URL: url, ...more },
      });
    const secure = `rediss://:correct-horse@localhost:${tlsPort}`;

    const plain = await publish(server.url.replace('//', '//:correct-horse@'));
    expect(plain).toMatchObject({
      exitCode: 0,
      stdout: 'production (serial 1) → Redis (PROMPTS_REDIS_URL): published\n',
    });
    const strange = await publish(secure);
    expect(strange.stdout).toMatch(/not published\. .*self-signed certificate/);
    expect(strange.exitCode).toBe(2);
    const trusted = await publish(secure, { NODE_EXTRA_CA_CERTS: certFile });
    expect(trusted.stdout).toContain('current already');
    const wrong = await publish(server.url.replace('//', '//:wrong-horse@'));
    expect(wrong.stdout).toMatch(/not published\. .*WRONGPASS/);
    for (const { stdout, stderr } of [plain, strange, trusted, wrong]) {
      expect(stdout + stderr).not.toContain('horse');
    }
    await models.stop();
    await rm(folder, { recursive: true, force: true });
  },
);
