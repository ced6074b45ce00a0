import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import {
  controlPlaneCertificates,
  useTemporaryFolder,
} from '@kratix-portal/test-cluster';
import type { ClientCertificate } from '../../config';
import { ServiceIdentity } from '../../credentials';
import { path, subject } from './__testUtils__/platformClients';
import { PlatformClient } from './PlatformClient';

describe('client certificates', () => {
  const folder = useTemporaryFolder();
  /** The common name of the client of each request. */
  const clients: string[] = [];
  let server: Server;
  let rejected: string | undefined;
  let certificates: Record<'admin' | 'etcd', ClientCertificate>;
  let ca: string;

  beforeEach(async () => {
    const files = await controlPlaneCertificates(folder.path);
    const read = (file: string) => readFileSync(file, 'utf8');
    const pair = ({ certFile, keyFile }: typeof files.admin) => ({
      cert: read(certFile),
      key: read(keyFile),
    });
    certificates = { admin: pair(files.admin), etcd: pair(files.etcdClient) };
    ca = read(files.caFile);
    server = createServer(
      { ...pair(files.apiServer), ca, requestCert: true },
      (request, response) => {
        const { CN } = (request.socket as TLSSocket).getPeerCertificate()
          .subject;
        clients.push(String(CN));
        response.writeHead(CN === rejected ? 401 : 200);
        response.end('{"kind":"ConfigMap"}');
      },
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('uses a new certificate for the next call, and retries with it after a 401', async () => {
    let current = certificates.admin;
    const credentials = {
      authorization: async () => undefined,
      clientCertificate: async () => current,
      renew: () => {
        current = certificates.etcd;
        return true;
      },
    };
    const { port } = server.address() as AddressInfo;
    const client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: `https://127.0.0.1:${port}`,
        tls: { ca, skipVerify: false },
        identity: { mode: 'service', source: 'a test', credentials },
      },
    });
    const get = async () =>
      client.get(path, {
        identity: new ServiceIdentity({ credentials }),
        subject: subject(),
      });
    await get();
    await get();
    current = certificates.etcd;
    await get();
    current = certificates.admin;
    rejected = 'kratix-portal-admin';
    await get();
    await client.close();
    expect(clients).toEqual([
      'kratix-portal-admin',
      'kratix-portal-admin',
      'kube-apiserver-etcd-client',
      'kratix-portal-admin',
      'kube-apiserver-etcd-client',
    ]);
  });
});
