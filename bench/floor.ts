import http from 'node:http';

/*
 * The lower bound: node:http with kept-alive connections, which sends the requests and parses the answers, and loads
 * nothing else. node bench/floor.ts <base URL> <cases> <concurrency>. Two questions a case are asked. Prints its
 * measurements as JSON.
 */

const [baseUrl = '', casesText = '0', concurrencyText = '1'] = process.argv.slice(2);
const calls = Number(casesText) * 2;
const instructions =
  'You are a support agent of a hosting company. Answer briefly, politely and correctly. '.repeat(6);
const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 1024 });
const url = new URL(`${baseUrl}/chat/completions`);

function ask(number: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({
      model: 'gpt-4.1-mini-2025-04-14',
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: `Question ${number}: why is my replica lagging behind?` },
      ],
      temperature: 0,
      max_tokens: 200,
    });
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: 'Bearer key',
    };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const started = performance.now();
const before = process.cpuUsage();
let next = 0;
const loop = async () => {
  while (next < calls) {
    next += 1;
    await ask(next);
  }
};
await Promise.all(Array.from({ length: Number(concurrencyText) }, loop));
agent.destroy();
const cpu = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({
    wallMs: performance.now() - started,
    cpuMs: (cpu.user + cpu.system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);
