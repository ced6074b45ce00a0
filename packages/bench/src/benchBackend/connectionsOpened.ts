import { Socket } from 'node:net';

const opened = new Map<number, number>();
const connect = Socket.prototype.connect;

/**
 * Counts the connections that this process opens, by remote port. The kernel's counter of opened connections does not distinguish ports, and its
 * table does not contain connections that were reset.
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

/** The number of connections to a port that were opened so far. */
export function connectionsOpened(port: number): number {
  return opened.get(port) ?? 0;
}
