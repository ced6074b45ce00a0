import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** Starts a proxy that sends each request to the next of several servers on this machine, as a load balancer without sticky sessions does. */
export async function startRoundRobin(options: {
  port: number;
  targets: readonly number[];
}): Promise<{ stop(): Promise<void> }> {
  const { port, targets } = options;
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    const target = targets[count % targets.length];
    count += 1;
    const { method, url: path, headers } = incoming;
    const forwarded = request(
      { host: '127.0.0.1', port: target, method, path, headers },
      response => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
