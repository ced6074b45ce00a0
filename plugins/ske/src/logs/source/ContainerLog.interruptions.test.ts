/** @jest-environment node */
import { SkeError, type SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import { marks, settle, setUpLog, texts } from '../__testUtils__/setUpLog';

describe('ContainerLog after an interruption', () => {
  const error = (code: SkeErrorCode) =>
    new SkeError({ code, message: 'm', hint: 'h' });

  /** A log of which one line was read, and whose connection is open. */
  async function follow() {
    const onSignedOut = jest.fn();
    const { clock, kubelet, log } = setUpLog(0, { onSignedOut });
    log.source = 'growing';
    kubelet.write('one', 1);
    log.start();
    await settle();
    expect(log.state.phase).toBe('following');
    return { clock, kubelet, log, onSignedOut };
  }

  it.each(['forbidden', 'not-found', 'identity-rejected'] as const)(
    'continues after a short %s, such as from an API server that is starting',
    async code => {
      const { clock, kubelet, log } = await follow();
      log.interrupt(error('internal'));
      for (let attempt = 0; attempt < 3; attempt += 1) {
        kubelet.nextError = error(code);
        clock.advance(5_000);
        await settle();
        expect(log.state.phase).toBe('interrupted');
      }
      kubelet.write('two', 2);
      clock.advance(16_000);
      await settle();
      expect(log.state.phase).toBe('following');
      expect(texts(log)).toEqual(['one', 'two']);
    },
  );

  it('reports a lasting refusal, and continues when the cluster allows the read again', async () => {
    const { clock, kubelet, log } = await follow();
    log.interrupt(error('internal'));
    for (let second = 0; second < 60; second += 1) {
      kubelet.nextError = error('forbidden');
      clock.advance(1_000);
      await settle();
    }
    expect(log.state.phase).toBe('refused');
    kubelet.nextError = undefined;
    clock.advance(300_000);
    await settle();
    expect(log.state.phase).toBe('following');
  });

  it('makes no call after the session has ended, and continues after the sign-in', async () => {
    const { clock, kubelet, log, onSignedOut } = await follow();
    log.interrupt(error('internal'));
    kubelet.nextError = error('session-ended');
    clock.advance(1_000);
    await settle();
    expect(log.state.phase).toBe('signed-out');
    expect(onSignedOut).toHaveBeenCalledTimes(1);
    clock.advance(3_600_000);
    expect(kubelet.queries).toHaveLength(2);

    kubelet.write('two', 2);
    log.resume();
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
    expect(log.state.phase).toBe('following');
  });

  it('stops when another part of the page learns that the session has ended', async () => {
    const { clock, kubelet, log } = await follow();
    log.signOut();
    clock.advance(3_600_000);
    expect(log.state.phase).toBe('signed-out');
    expect(kubelet.queries).toHaveLength(1);
    expect(marks(log)).toEqual(['interrupted']);
  });

  it('reconnects if nothing arrives for a minute, and shows no interruption', async () => {
    const { clock, kubelet, log } = await follow();
    kubelet.write('two', 2);
    clock.advance(45_000);
    await settle();
    expect(kubelet.queries).toHaveLength(1);
    clock.advance(15_000);
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
    expect(marks(log)).toEqual([]);
  });

  it('reconnects after growing delays if the container writes nothing', async () => {
    const { clock, kubelet } = await follow();
    for (let minute = 0; minute < 60; minute += 1) {
      clock.advance(60_000);
      await settle();
    }
    // It is opened again after 1, 3 and 7 minutes, and then every 5 minutes.
    expect(kubelet.queries.length).toBeLessThan(16);
  });

  it('reconnects when the computer wakes up', async () => {
    const { clock, kubelet, log } = await follow();
    kubelet.write('two', 2);
    clock.sleep(50_000);
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
  });

  it('continues when the network is back', async () => {
    const { kubelet, log } = await follow();
    log.interrupt(error('internal'));
    expect(log.state.phase).toBe('interrupted');
    kubelet.write('two', 2);
    log.resume();
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
    expect(log.state.phase).toBe('following');
  });
});
