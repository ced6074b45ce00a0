import { renderHook } from '@testing-library/react';
import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import { container, run } from '../__testUtils__/runs';
import { seePods, type SeenPods } from './seenPods';
import { useOpenSections } from '../hooks/useOpenSections';
import { isOpenByDefault, sectionsOf, sectionToShow } from './sections';

describe('attemptsOf', () => {
  const running = (restarts: number) =>
    run([
      container('a', {
        state: 'running',
        restarts,
        ...(restarts > 0 && { exitCode: 3, reason: 'Error' }),
      }),
    ]);
  const waiting = (restarts: number) =>
    run([
      container('a', {
        state: 'waiting',
        restarts,
        exitCode: 3,
        reason: 'CrashLoopBackOff',
      }),
    ]);
  const shown = (...runs: PipelineRun[]) =>
    sectionsOf(
      runs.reduce<SeenPods | undefined>(
        (before, each) => seePods(each, before),
        undefined,
      )!,
    ).map(({ id, source }) => `${id} ${source}`);

  it('shows the attempt before the restart, because the kubelet keeps its log', () => {
    const [earlier, current] = sectionsOf(running(1));
    expect(earlier).toMatchObject({
      id: 'pod-0/a/1',
      attempt: 1,
      source: 'previous',
      isEarlier: true,
      container: { state: 'failed', exitCode: 3, reason: 'Error' },
    });
    expect(current).toMatchObject({ id: 'pod-0/a/2', source: 'growing' });
    expect([earlier, current].map(isOpenByDefault)).toEqual([false, true]);
    expect(sectionToShow([earlier, current])).toBe(current);
  });

  it('shows one log while the container waits for its next attempt, because the kubelet returns only one', () => {
    expect(shown(waiting(1))).toEqual(['pod-0/a/2 ended']);
  });

  it('keeps each attempt that the page has seen, under the same id', () => {
    expect(shown(running(0), running(1), waiting(1), running(2))).toEqual([
      'pod-0/a/1 lost',
      'pod-0/a/2 previous',
      'pod-0/a/3 growing',
    ]);
  });

  it('keeps the log of an attempt open after the container has restarted', () => {
    const first = seePods(running(0));
    const { result, rerender } = renderHook(
      sections => sections.map(useOpenSections(sections, undefined).isOpen),
      { initialProps: sectionsOf(first) },
    );
    expect(result.current).toEqual([true]);
    rerender(sectionsOf(seePods(running(1), first)));
    expect(result.current).toEqual([true, true]);
  });
});
