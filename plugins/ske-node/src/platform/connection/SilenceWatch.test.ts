import { SilenceWatch } from './SilenceWatch';

describe('SilenceWatch', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function watchFor(silenceMs: number) {
    const onSilence = jest.fn();
    return { onSilence, watch: new SilenceWatch({ silenceMs, onSilence }) };
  }

  it('tells of calls that nobody answers, again and again', () => {
    const { watch, onSilence } = watchFor(100);
    watch.began();
    jest.advanceTimersByTime(99);
    expect(onSilence).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(onSilence).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(100);
    expect(onSilence).toHaveBeenCalledTimes(2);
  });

  it('one answer is enough, whosever it is', () => {
    const { watch, onSilence } = watchFor(100);
    watch.began();
    for (let count = 0; count < 10; count += 1) {
      watch.began();
      jest.advanceTimersByTime(90);
      watch.answered();
      watch.over();
    }
    expect(onSilence).not.toHaveBeenCalled();
  });

  it('where nobody waits, nothing is silent', () => {
    const { watch, onSilence } = watchFor(100);
    watch.began();
    watch.over();
    jest.advanceTimersByTime(1_000);
    watch.began();
    jest.advanceTimersByTime(50);
    watch.over();
    jest.advanceTimersByTime(1_000);
    expect(onSilence).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });
});
