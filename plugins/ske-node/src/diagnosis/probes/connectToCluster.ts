import type { PlatformConfig } from '../../config';
import { createConnector } from '../../platform/connection/createConnector';
import { codeOf } from '../../platform/connection/failureCode';
import { ProxyFailure } from '../../platform/connection/ProxyFailure';
import type { ConnectResult } from '../facts/DiagnosisProbes';

const CONNECT_MS = 5_000;

/** Opens a connection to the API server, in the same way as a call, and closes the connection again. It sends nothing over the connection. */
export async function connectToCluster(
  platform: PlatformConfig,
): Promise<ConnectResult> {
  const { protocol, hostname, host, port } = new URL(platform.url);
  const connect = createConnector(platform, { connectMs: CONNECT_MS });
  return new Promise(resolve => {
    connect(
      { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), host, port },
      (error, socket) => {
        socket?.destroy();
        resolve(error ? toResult(error) : {});
      },
    );
  });
}

function toResult(error: Error): ConnectResult {
  const code = codeOf(error) || 'UNKNOWN';
  return error instanceof ProxyFailure
    ? {
        code,
        proxy: {
          ...(error.statusCode !== undefined && { status: error.statusCode }),
        },
      }
    : { code };
}
