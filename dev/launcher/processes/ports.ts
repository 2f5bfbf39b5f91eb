import dgram from 'node:dgram';
import net from 'node:net';

const HOST = '127.0.0.1';
const STEP = 10;
const TRIES = 20;

/**
 * A free TCP port of 127.0.0.1: the usual one, or that plus 10, 20 and so on. Between finding a free port and a child
 * listening on it, another stack could take it. So the UDP port of the same number is held as long as this process
 * lives, which no other stack can hold at the same time.
 * @throws Error if 20 ports in a row are taken.
 */
export async function claimPort(usual: number): Promise<number> {
  for (let port = usual; port < usual + STEP * TRIES; port += STEP) {
    const claim = await holdUdp(port);
    if (!claim) continue;
    if (await isFree(port)) return port;
    claim.close();
  }
  throw new Error(`No free port: ${usual} and the next ${TRIES - 1} in steps of ${STEP} are all taken.`);
}

function holdUdp(port: number): Promise<dgram.Socket | undefined> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', () => resolve(undefined));
    socket.bind({ port, address: HOST, exclusive: true }, () => resolve(socket.unref()));
  });
}

/** Nothing listens there: checked first, because some systems let two servers share a port. */
export async function isFree(port: number): Promise<boolean> {
  return !(await isListening(port)) && (await canListen(port));
}

/** Whether something accepts connections there; waits for a second. */
export function isListening(port: number, host = HOST): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.setTimeout(1_000, () => answer(false));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}
