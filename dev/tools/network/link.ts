import net from 'node:net';

/** One connection through a proxy: a client's, and ours to the target. */
export interface Link {
  silence(): void;
  revive(): void;
  /** Resets both sides. */
  destroy(): void;
  isSilenced(): boolean;
}

/** @param onGone called once, when both sides are gone. */
export function link(client: net.Socket, target: { host: string; port: number }, onGone: () => void): Link {
  const server = net.connect({ ...target, allowHalfOpen: true, noDelay: true });
  const sides = [client, server] as const;
  let silenced = false;
  const pass = () => {
    client.pipe(server);
    server.pipe(client);
  };
  const destroy = () => {
    for (const side of sides) if (!side.destroyed) side.resetAndDestroy();
  };
  const gone = () => {
    if (sides.every(({ closed }) => closed)) onGone();
  };
  for (const side of sides) {
    // If one side breaks, so does the other, but not while the network between them delivers nothing.
    side.on('error', () => silenced || destroy());
    side.on('close', gone);
  }
  pass();
  return {
    silence() {
      silenced = true;
      for (const side of sides) side.unpipe(); // which pauses it, too
    },
    revive() {
      silenced = false;
      if (sides.some(({ errored }) => errored)) destroy();
      else pass();
    },
    destroy,
    isSilenced: () => silenced,
  };
}
