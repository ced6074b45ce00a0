/** @jest-environment node */
import type { FakeKubelet } from '../__testUtils__/FakeKubelet';
import { marks, settle, setUpLog, texts } from '../__testUtils__/setUpLog';

describe('ContainerLog of a container that restarts', () => {
  const previousReads = (kubelet: FakeKubelet) =>
    kubelet.queries.filter(({ previous }) => previous).length;

  async function readOneLine() {
    const all = setUpLog();
    all.log.source = 'growing';
    all.kubelet.write('one', 1);
    all.kubelet.hasEnded = true;
    all.log.start();
    await settle();
    return all;
  }

  it('contains only the lines of its own attempt, even before the page knows about the restart', async () => {
    const { clock, kubelet, log } = await readOneLine();
    kubelet.write('two', 2);
    kubelet.restart();
    clock.advance(900);
    kubelet.write('again', 3);
    kubelet.hasEnded = false;
    clock.advance(1_000);
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
    expect(log.state.phase).toBe('complete');
    expect(marks(log)).toEqual([]);
  });

  it('ends after a restart, even if the next attempt has not written anything', async () => {
    const { clock, kubelet, log } = await readOneLine();
    kubelet.restart();
    kubelet.hasEnded = false;
    clock.advance(1_000);
    await settle();
    clock.advance(5_000);
    await settle();
    expect(texts(log)).toEqual(['one']);
    expect(log.state.phase).toBe('complete');
    expect(marks(log)).toEqual([]);
  });

  it('reads the rest as soon as the page knows of the restart', async () => {
    const { kubelet, log } = await readOneLine();
    kubelet.write('two', 2);
    kubelet.restart();
    kubelet.write('again', 3);
    log.source = 'previous';
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
    expect(log.state.phase).toBe('complete');
  });

  it('keeps what was read when Kubernetes no longer has the rest', async () => {
    const { kubelet, log } = await readOneLine();
    kubelet.restart();
    kubelet.write('again', 3);
    kubelet.restart();
    log.source = 'previous';
    await settle();
    expect(texts(log)).toEqual(['one']);
    expect(log.state.phase).toBe('gone');
    expect(marks(log)).toEqual([]);
  });

  it('makes no call if Kubernetes no longer has the log of the attempt', async () => {
    const { kubelet, log } = setUpLog();
    log.source = 'lost';
    log.start();
    await settle();
    expect(log.state.phase).toBe('gone');
    expect(kubelet.queries).toEqual([]);
  });

  it('reads the whole log of an attempt before the restart', async () => {
    const { kubelet, log } = setUpLog();
    kubelet.write('one');
    kubelet.restart();
    kubelet.write('again');
    log.source = 'previous';
    log.start();
    await settle();
    expect(texts(log)).toEqual(['one']);
    expect(log.state.phase).toBe('complete');
    expect(previousReads(kubelet)).toBe(1);
  });

  it('contains no lines of the previous attempt', async () => {
    const { clock, kubelet, log } = setUpLog();
    kubelet.write('zero', 1);
    kubelet.restart();
    kubelet.write('one', 2);
    kubelet.cut = bytes => bytes;
    log.source = 'growing';
    log.start();
    await settle();
    // The node has rotated the log.
    kubelet.written = [];
    clock.advance(500);
    kubelet.write('three', 3);
    kubelet.cut = () => undefined;
    clock.advance(1_000);
    await settle();
    expect(previousReads(kubelet)).toBe(1);
    expect(texts(log)).toEqual(['one', 'three']);
    expect(marks(log)).toContain('lines-missing');
  });

  it('tells the page to read the state of the container when the log has ended', async () => {
    const onUnexpectedEnd = jest.fn();
    const { kubelet, log } = setUpLog(0, { onUnexpectedEnd });
    log.source = 'growing';
    kubelet.hasEnded = true;
    log.start();
    await settle();
    expect(onUnexpectedEnd).toHaveBeenCalledTimes(1);
  });
});
