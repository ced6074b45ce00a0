import { ContainerLog, type ContainerLogOptions } from '../source/ContainerLog';
import { FakeClock, FakeKubelet } from './FakeKubelet';

/** The container that the tests read. */
export const query = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
  pod: 'pod-1',
  container: 'configure',
};

/** A log of a fake kubelet, which has not been started. */
export function setUpLog(
  skew = 0,
  more: Pick<ContainerLogOptions, 'onUnexpectedEnd' | 'onSignedOut'> = {},
) {
  const clock = new FakeClock();
  const kubelet = new FakeKubelet(clock, skew);
  const log = new ContainerLog(query, { transport: kubelet, clock, ...more });
  return { clock, kubelet, log };
}

/** Waits until all pending promises and callbacks have run. No test waits for real time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** The lines that were read. */
export function texts(log: ContainerLog): string[] {
  return log.buffer.lines.map(({ text }) => text);
}

/** The remarks between the lines. */
export function marks(log: ContainerLog): string[] {
  return log.buffer.marks.map(({ kind }) => kind);
}
