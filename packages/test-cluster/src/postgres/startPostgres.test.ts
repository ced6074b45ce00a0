import { canListen } from '../ports/choosePorts';
import { startPostgres } from './startPostgres';

it('startPostgres starts a server with a password, and removes it', async () => {
  const postgres = await startPostgres();
  const { password, hostname, port } = new URL(postgres.connectionString);
  expect(password).toHaveLength(32);
  expect(await canListen(Number(port), hostname)).toBe(false);

  await postgres.stop();

  expect(await canListen(Number(port), hostname)).toBe(true);
}, 120_000);
