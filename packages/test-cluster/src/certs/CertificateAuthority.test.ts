import { X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import {
  CertificateAuthority,
  type CertificateFiles,
} from './CertificateAuthority';

const SERVER = { kind: 'server', name: 'api' } as const;
const CLIENT = {
  kind: 'client',
  name: 'admin',
  user: 'a-user',
  groups: ['group-a', 'group-b'],
} as const;

describe('CertificateAuthority', () => {
  const folder = useTemporaryFolder();
  const open = () => CertificateAuthority.open(join(folder.path, 'certs'));
  const read = async (file: string) =>
    new X509Certificate(await readFile(file));
  const pair = async ({ certFile, keyFile }: CertificateFiles) => ({
    cert: await readFile(certFile),
    key: await readFile(keyFile),
  });

  it.each(['localhost', '127.0.0.1'])(
    'issues certificates with which server and client trust each other at %s',
    async host => {
      const authority = await open();
      const ca = await readFile(authority.caFile);
      const server = createServer({
        ...(await pair(await authority.certificate(SERVER))),
        ca,
        requestCert: true,
        rejectUnauthorized: true,
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const accepted = once(server, 'secureConnection');
      const socket = connect({
        host: '127.0.0.1',
        servername: host === 'localhost' ? host : undefined,
        port: (server.address() as AddressInfo).port,
        ca,
        ...(await pair(
          await authority.certificate({
            ...CLIENT,
            groups: [...CLIENT.groups],
          }),
        )),
      });
      await once(socket, 'secureConnect');
      const [ofClient] = await accepted;

      expect(socket.authorized).toBe(true);
      expect(ofClient.getPeerCertificate().subject).toEqual(
        expect.objectContaining({ O: ['group-a', 'group-b'], CN: 'a-user' }),
      );
      socket.destroy();
      server.close();
      await once(server, 'close');
    },
  );

  it('writes keys that only the owner can read', async () => {
    const authority = await open();
    const { keyFile } = await authority.certificate(SERVER);

    const mode = async (file: string) =>
      ((await stat(file)).mode % 0o1000).toString(8);
    expect(await mode(join(folder.path, 'certs'))).toBe('700');
    expect(await mode(keyFile)).toBe('600');
    expect(await mode(join(folder.path, 'certs', 'ca.key'))).toBe('600');
  });

  it('reuses existing files', async () => {
    const first = await open();
    const { certFile } = await first.certificate(SERVER);
    const ca = await readFile(first.caFile, 'utf8');
    const certificate = await readFile(certFile, 'utf8');

    const second = await open();
    await second.certificate(SERVER);

    expect(await readFile(second.caFile, 'utf8')).toBe(ca);
    expect(await readFile(certFile, 'utf8')).toBe(certificate);
  });

  it('issues a new certificate when a group has changed', async () => {
    const authority = await open();
    const purpose = { ...CLIENT, groups: ['group-a'] };
    const { certFile } = await authority.certificate(purpose);
    await authority.certificate({ ...purpose, groups: ['group-b'] });

    expect((await read(certFile)).subject).toBe('O=group-b\nCN=a-user');
  });

  it('issues new certificates when the authority was replaced', async () => {
    const first = await open();
    const { certFile } = await first.certificate(SERVER);
    const { serialNumber } = await read(certFile);
    await writeFile(first.caFile, await readFile(certFile));

    const second = await open();
    await second.certificate(SERVER);

    const certificate = await read(certFile);
    expect(certificate.serialNumber).not.toBe(serialNumber);
    expect(certificate.verify((await read(second.caFile)).publicKey)).toBe(
      true,
    );
  });

  it.each([0, 7, 60, 200])(
    'replaces a certificate and its key if one of the two files is cut off after %s bytes',
    async bytes => {
      for (const file of ['ca.crt', 'ca.key', 'api.crt', 'api.key']) {
        await (await open()).certificate(SERVER);
        const path = join(folder.path, 'certs', file);
        await writeFile(path, (await readFile(path)).subarray(0, bytes));

        const authority = await open();
        const { certFile } = await authority.certificate(SERVER);

        const { publicKey } = await read(authority.caFile);
        expect((await read(certFile)).verify(publicKey)).toBe(true);
      }
    },
  );

  it('renews a certificate that expires soon', async () => {
    const authority = await open();
    const { certFile } = await authority.certificate(SERVER);
    const before = await read(certFile);
    const twentyDaysBefore =
      Date.parse(before.validTo) - 20 * 24 * 60 * 60 * 1000;

    const now = jest.spyOn(Date, 'now').mockReturnValue(twentyDaysBefore);
    try {
      await authority.certificate(SERVER);
    } finally {
      now.mockRestore();
    }

    const after = await read(certFile);
    expect(Date.parse(after.validTo)).toBeGreaterThan(
      Date.parse(before.validTo),
    );
    expect(after.serialNumber).not.toBe(before.serialNumber);
  });
});
