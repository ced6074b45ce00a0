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

  it('calls back after each period without a response', () => {
    const { watch, onSilence } = watchFor(100);
    watch.callStarted();
    jest.advanceTimersByTime(99);
    expect(onSilence).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(onSilence).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(100);
    expect(onSilence).toHaveBeenCalledTimes(2);
  });

  it('does not call back if at least one call gets a response in time', () => {
    const { watch, onSilence } = watchFor(100);
    watch.callStarted();
    for (let count = 0; count < 10; count += 1) {
      watch.callStarted();
      jest.advanceTimersByTime(90);
      watch.responseReceived();
      watch.callEnded();
    }
    expect(onSilence).not.toHaveBeenCalled();
  });

  it('does not call back when no call is under way', () => {
    const { watch, onSilence } = watchFor(100);
    watch.callStarted();
    watch.callEnded();
    jest.advanceTimersByTime(1_000);
    watch.callStarted();
    jest.advanceTimersByTime(50);
    watch.callEnded();
    jest.advanceTimersByTime(1_000);
    expect(onSilence).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });
});
