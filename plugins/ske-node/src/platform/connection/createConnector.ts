import { createSecureContext } from 'node:tls';
import { buildConnector } from 'undici';
import type {
  ClientCertificate,
  PlatformConfig,
  ProxyConfig,
} from '../../config';
import { openTunnel } from './openTunnel';

/**
 * Creates the function that opens connections to an API server, directly or through a tunnel of the proxy. The TLS connection is always with the API
 * server itself.
 */
export function createConnector(
  platform: PlatformConfig,
  options: { connectMs: number; certificate?: ClientCertificate },
): buildConnector.connector {
  const { tls, proxy } = platform;
  const { connectMs, certificate } = options;
  let shared: buildConnector.connector | undefined;
  const connectWithName: buildConnector.connector = (target, callback) => {
    try {
      shared ??= buildConnector({
        allowH2: false,
        timeout: connectMs,
        // All connections share this context. Without it, each connection would parse the certificates again, and each open watch would keep a copy of them.
        secureContext: createSecureContext({ ca: tls.ca, ...certificate }),
        rejectUnauthorized: !tls.skipVerify,
      });
    } catch (error) {
      // An invalid certificate is reported as a failed connection.
      callback(error instanceof Error ? error : new Error(String(error)), null);
      return;
    }
    shared(
      { ...target, ...(tls.serverName && { servername: tls.serverName }) },
      callback,
    );
  };
  if (!proxy) {
    return connectWithName;
  }
  return (target, callback) => {
    const { protocol, port } = target;
    const host = target.hostname.includes(':')
      ? `[${target.hostname}]`
      : target.hostname;
    const authority = `${host}:${port || (protocol === 'https:' ? 443 : 80)}`;
    openTunnel({ proxy, authority, timeoutMs: connectMs }).then(
      socket => {
        if (protocol === 'https:') {
          connectWithName({ ...target, httpSocket: socket }, callback);
        } else {
          callback(null, socket.setNoDelay(true));
        }
      },
      (error: Error) => callback(error, null),
    );
  };
}

/** Describes a proxy in messages: its URL without the credentials, and the key or variable that contains the URL. */
export function describeProxy({ url, source }: ProxyConfig): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host} (${source})`;
}
