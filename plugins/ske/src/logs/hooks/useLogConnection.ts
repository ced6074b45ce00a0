import { SkeError } from '@kratix-portal/plugin-ske-common';
import { useEffect, type RefObject } from 'react';
import { useLiveApi } from '../../live';
import type { ContainerLog } from '../source/ContainerLog';

/**
 * Logs follow the same rules as the live data: a hidden tab closes the streams of its logs after the same time, nothing is read after the session has ended,
 * and logs continue when the tab is shown, the network is back, or the user has signed in.
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
