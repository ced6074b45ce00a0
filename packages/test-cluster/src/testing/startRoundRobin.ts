import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Starts a proxy that sends each request to the next of several servers on this machine, as a load balancer without sticky sessions does.
 *
 * @param options - the proxy listens on `port`, or on any port
 */
export async function startRoundRobin(options: {
  port?: number;
  targets: readonly number[];
}): Promise<{ url: string; stop(): Promise<void> }> {
  const { port = 0, targets } = options;
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
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
