import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/**
 * Starts the two servers of a provider on this machine: https for the API server and the portal, http for users' browsers.
 *
 * @returns a function that stops both
 */
export async function startServers(options: {
  tls: { certFile: string; keyFile: string };
  ports: { https: number; login: number };
  https: RequestListener;
  login: RequestListener;
}): Promise<() => Promise<void>> {
  const { tls, ports } = options;
  const keys = {
    cert: readFileSync(tls.certFile),
    key: readFileSync(tls.keyFile),
  };
  const servers = [
    createTlsServer(keys, options.https).listen(ports.https, '127.0.0.1'),
    createServer(options.login).listen(ports.login, '127.0.0.1'),
  ];
  await Promise.all(servers.map(server => once(server, 'listening')));
  return async () => {
    const closed = servers.map(server => once(server, 'close'));
    for (const server of servers) {
      server.close();
      // An idle connection of a browser does not delay the stop.
      server.closeAllConnections();
    }
    await Promise.all(closed);
  };
}
