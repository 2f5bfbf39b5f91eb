import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Load {
  url: string;
  headers: Record<string, string>;
  connections: number;
  /** Of all connections together. */
  requests: number;
}

/**
 * Sends GET requests on connections that are kept, each as soon as the answer before it has come. Over plain sockets: a
 * client that costs as much as the server would hide the difference between two servers.
 * @returns how long each took, in milliseconds.
 * @throws Error on any answer but 200.
 */
export async function underLoad({ url, headers, connections, requests }: Load): Promise<number[]> {
  const { hostname, port, pathname, host } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`;
  const took: number[] = [];
  let left = requests;
  const one = async () => {
    const socket = connect(Number(port), hostname).setNoDelay();
    await once(socket, 'connect');
    try {
      while (left-- > 0) took.push(await timed(socket, request));
    } finally {
      socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return took;
}

const timed = (socket: Socket, request: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    let got = '';
    const take = (piece: Buffer) => {
      got += piece.toString('latin1');
      const head = got.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/^content-length: (\d+)/im.exec(got.slice(0, head))?.[1]);
      if (got.startsWith('HTTP/1.1 200 ') && got.length < head + 4 + length) return;
      socket.off('data', take).off('close', gone);
      if (got.length === head + 4 + length && got.startsWith('HTTP/1.1 200 '))
        resolve(performance.now() - begun);
      else reject(new Error(`not the answer that was expected: ${got.slice(0, 1_000)}`));
    };
    const gone = () => reject(new Error('the server has closed the connection'));
    socket.on('data', take).once('close', gone);
    socket.write(request);
  });
