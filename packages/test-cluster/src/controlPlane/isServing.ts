import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';

/** Whether a server on the port accepts a TLS handshake with the client certificate. */
export async function connectOverTls(options: {
  port: number;
  caFile: string;
  client: { certFile: string; keyFile: string };
}): Promise<boolean> {
  const [ca, cert, key] = await Promise.all([
    readFile(options.caFile),
    readFile(options.client.certFile),
    readFile(options.client.keyFile),
  ]);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port: options.port,
      ca,
      cert,
      key,
    });
    socket.once('secureConnect', () => {
      socket.end();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') {
        resolve(false);
      } else {
        reject(error);
      }
    });
  });
}
