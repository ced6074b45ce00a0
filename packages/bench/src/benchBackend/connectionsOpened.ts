import { Socket } from 'node:net';

const opened = new Map<number, number>();
const connect = Socket.prototype.connect;

/**
 * Counts the connections that this process opens, by the port at the other end. In here and not by the kernel: its counter of opened
 * connections knows no port, and its table forgets a connection that was reset.
 */
Socket.prototype.connect = function countedConnect(
  this: Socket,
  ...args: unknown[]
) {
  this.once('connect', () => {
    const { remotePort } = this;
    if (remotePort !== undefined) {
      opened.set(remotePort, (opened.get(remotePort) ?? 0) + 1);
    }
  });
  return Reflect.apply(connect, this, args);
};

/** How many connections to a port were opened so far. */
export function connectionsOpened(port: number): number {
  return opened.get(port) ?? 0;
}
