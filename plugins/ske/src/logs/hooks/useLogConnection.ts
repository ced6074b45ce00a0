import { SkeError } from '@kratix-portal/plugin-ske-common';
import { useEffect, type RefObject } from 'react';
import { useLiveApi } from '../../live';
import type { ContainerLog } from '../source/ContainerLog';

/**
 * Logs use the connection as the live data do: a hidden tab closes them after the same time, nothing is read after the session has ended, and they continue
 * when the tab is shown, the network is back, or the user has signed in.
 */
export function useLogConnection(
  logs: RefObject<ReadonlySet<ContainerLog>>,
): void {
  const { store } = useLiveApi();
  useEffect(() => {
    const onConnection = () => {
      const { status } = store.connection;
      if (status === 'hidden') {
        logs.current?.forEach(log => log.stop());
      } else if (status === 'signed-out') {
        logs.current?.forEach(log => log.signOut());
      }
    };
    const ends = [
      store.subscribeConnection(onConnection),
      store.onResume(() => logs.current?.forEach(log => log.resume())),
      store.environment.onOffline(() =>
        logs.current?.forEach(log => log.interrupt(networkLost())),
      ),
    ];
    return () => ends.forEach(end => end());
  }, [store, logs]);
}

function networkLost(): SkeError {
  return new SkeError({
    code: 'internal',
    message: 'The browser has no network.',
    hint: 'The log continues when the network is back.',
  });
}
