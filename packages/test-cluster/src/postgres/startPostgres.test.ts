import { connect } from 'node:net';
import { startPostgres } from './startPostgres';

const TIMEOUT_MILLISECONDS = 120_000;

function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('startPostgres', () => {
  it(
    'starts a server with a password, and removes it',
    async () => {
      const postgres = await startPostgres();
      const url = new URL(postgres.connectionString);
      expect(url.password).toHaveLength(32);
      expect(await isListening(Number(url.port))).toBe(true);

      await postgres.stop();

      expect(await isListening(Number(url.port))).toBe(false);
    },
    TIMEOUT_MILLISECONDS,
  );
});
