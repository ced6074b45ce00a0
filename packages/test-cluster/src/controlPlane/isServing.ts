import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { CertificateFiles } from '../certs/CertificateAuthority';

/** Whether a server on this machine responds with 200. It is false while the server does not listen. */
export async function isServing(options: {
  url: string;
  caFile: string;
  client?: CertificateFiles;
}): Promise<boolean> {
  const { url, caFile, client } = options;
  const tls = {
    ca: await readFile(caFile),
    cert: client && (await readFile(client.certFile)),
    key: client && (await readFile(client.keyFile)),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...tls, agent: false }, response => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    sent.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') {
        resolve(false);
      } else {
        reject(error);
      }
    });
    sent.end();
  });
}
