import { readFileSync } from 'node:fs';
import {
  createServer,
  type RequestListener,
  type Server as HttpServer,
} from 'node:http';
import {
  createServer as createTlsServer,
  type Server as HttpsServer,
} from 'node:https';

type Server = HttpServer | HttpsServer;

/**
 * Starts the two servers of a provider on this machine: https for the API server and the portal, http for people's browsers.
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
  const https = createTlsServer(
    { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
    options.https,
  );
  const login = createServer(options.login);
  await listen(https, ports.https);
  await listen(login, ports.login);
  return async () => {
    await Promise.all([close(https), close(login)]);
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops listening and closes all connections, so that an idle connection of a browser does not delay the stop. */
function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
