import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { ProxyConfig } from '../../config';
import { codeOf } from './failureCode';
import { ProxyFailure } from './ProxyFailure';

/**
 * Opens a tunnel to a host and port through an HTTP proxy, with CONNECT (RFC 9110, 9.3.6). The proxy sees the address, but not the encrypted data.
 *
 * @throws ProxyFailure
 */
export async function openTunnel(options: {
  proxy: ProxyConfig;
  /** `host:port`, with brackets around an IPv6 address. */
  authority: string;
  timeoutMs: number;
}): Promise<Socket> {
  const { authority, timeoutMs } = options;
  const proxy = new URL(options.proxy.url);
  const isHttps = proxy.protocol === 'https:';
  const send = isHttps ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send({
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (isHttps ? 443 : 80),
      path: authority,
      headers: { host: authority, ...authorizationOf(proxy) },
      // A tunnel belongs to one connection, and cannot be used for another connection.
      agent: false,
    });
    const timer = setTimeout(() => {
      reject(new ProxyFailure({ code: 'UND_ERR_CONNECT_TIMEOUT' }));
      request.destroy();
    }, timeoutMs);
    request.once('connect', (response, socket: Socket) => {
      clearTimeout(timer);
      const { statusCode = 0 } = response;
      if (statusCode >= 200 && statusCode < 300) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(refusedWith(statusCode));
      }
    });
    // Some proxies send a normal response to CONNECT, as to any other request.
    request.once('response', response => {
      clearTimeout(timer);
      response.destroy();
      reject(refusedWith(response.statusCode ?? 0));
    });
    request.on('error', cause => {
      clearTimeout(timer);
      reject(new ProxyFailure({ code: codeOf(cause), cause }));
    });
    request.end();
  });
}

/** 502, 503 and 504 mean that the proxy cannot reach the API server, which may be temporary. */
function refusedWith(statusCode: number): ProxyFailure {
  const code =
    statusCode >= 502 && statusCode <= 504
      ? 'PROXY_BAD_GATEWAY'
      : 'PROXY_REFUSED';
  return new ProxyFailure({ code, statusCode });
}

function authorizationOf(proxy: URL): Record<string, string> {
  if (proxy.username === '' && proxy.password === '') {
    return {};
  }
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return {
    'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}`,
  };
}
