import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { choosePorts, type ChosenPorts } from './choosePorts';

describe('choosePorts', () => {
  const held: Array<ChosenPorts<string>> = [];
  const servers: Server[] = [];

  afterEach(async () => {
    await Promise.all(held.splice(0).map(ports => ports.release()));
    await Promise.all(
      servers.splice(0).map(server => {
        server.close();
        return once(server, 'close');
      }),
    );
  });

  const folder = useTemporaryFolder();

  const choose = async (
    names: string[],
    fixed: Record<string, number> = {},
    file = 'ports.json',
  ) => {
    const chosen = await choosePorts({
      names,
      fixed,
      rememberIn: join(folder.path, file),
    });
    held.push(chosen);
    return chosen;
  };

  const listenOn = async (port: number) => {
    const server = createServer();
    servers.push(server);
    server.listen({ port, host: '127.0.0.1' });
    await once(server, 'listening');
  };

  it('gives ports that can be listened on, outside the range of outgoing connections', async () => {
    const { ports } = await choose(['etcd', 'apiServer']);

    expect(new Set(Object.values(ports)).size).toBe(2);
    for (const port of Object.values(ports)) {
      expect(port).toBeLessThan(32_768);
      await listenOn(port);
    }
  });

  it('gives the same ports again', async () => {
    const first = await choose(['etcd', 'apiServer']);
    await first.release();
    const second = await choose(['etcd', 'apiServer']);

    expect(second.ports).toEqual(first.ports);
    expect(
      JSON.parse(await readFile(join(folder.path, 'ports.json'), 'utf8')),
    ).toEqual(first.ports);
  });

  it('gives another when the remembered one is taken, and keeps the rest', async () => {
    const first = await choose(['etcd', 'apiServer']);
    await first.release();
    await listenOn(first.ports.etcd);
    const second = await choose(['etcd', 'apiServer']);

    expect(second.ports.etcd).not.toBe(first.ports.etcd);
    expect(second.ports.apiServer).toBe(first.ports.apiServer);
  });

  it('gives no port twice, though nobody listens on it yet', async () => {
    const first = await choose(['etcd']);
    await writeFile(
      join(folder.path, 'other.json'),
      JSON.stringify(first.ports),
    );
    const second = await choose(['etcd'], {}, 'other.json');

    expect(second.ports.etcd).not.toBe(first.ports.etcd);
  });

  it('takes a port that was asked for', async () => {
    const { ports, release } = await choose(['apiServer']);
    await release();

    expect(
      await choose(['apiServer'], { apiServer: ports.apiServer }),
    ).toMatchObject({ ports });
  });

  it('says which port is in use', async () => {
    const { ports, release } = await choose(['apiServer']);
    await release();
    await listenOn(ports.apiServer);

    await expect(
      choose(['apiServer'], { apiServer: ports.apiServer }),
    ).rejects.toMatchObject({
      code: 'port-in-use',
      port: ports.apiServer,
      message: `Port ${ports.apiServer} (apiServer) is in use: stop what uses it, or choose another`,
    });
  });

  it.each(['', '{"a": 20', 'null', '[]'])(
    'remembers nothing of a file that holds %j',
    async text => {
      await writeFile(join(folder.path, 'ports.json'), text);
      const { ports } = await choose(['a']);

      expect(ports.a).toBeGreaterThan(0);
      expect(
        JSON.parse(await readFile(join(folder.path, 'ports.json'), 'utf8')),
      ).toEqual(ports);
    },
  );

  it('is not led astray by what is no port', async () => {
    await writeFile(
      join(folder.path, 'ports.json'),
      '{"etcd":"22","apiServer":-1,"issuer":70000}',
    );
    const { ports } = await choose(['etcd', 'apiServer', 'issuer']);

    expect(Object.values(ports).every(port => port >= 20_000)).toBe(true);
  });
});
