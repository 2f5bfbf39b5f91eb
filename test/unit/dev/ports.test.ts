import net from 'node:net';
import { claimPort, isFree } from '../../../dev/launcher/processes/ports';

function listen(port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });
}

it('takes the next port when the usual one is taken', async () => {
  const server = await listen(0);
  const { port } = server.address() as net.AddressInfo;
  expect(await isFree(port)).toBe(false);
  const claimed = await claimPort(port);
  expect(claimed).toBeGreaterThan(port);
  expect(await isFree(claimed)).toBe(true);
  server.close();
});

it('never gives the same port twice, also before anybody listens on it', async () => {
  const usual = 46_150;
  const ports = await Promise.all([claimPort(usual), claimPort(usual), claimPort(usual)]);
  expect(new Set(ports).size).toBe(3);
});
