import { Circuit } from './Circuit';

describe('Circuit', () => {
  let now = 0;
  let circuit: Circuit;

  beforeEach(() => {
    now = 0;
    circuit = new Circuit({ failuresToOpen: 3, openMs: 100, now: () => now });
  });

  function fail(times: number, isSlow = false): void {
    for (let i = 0; i < times; i += 1) {
      circuit.failed(new Error(`failure ${i}`), isSlow);
    }
  }

  it('opens after three failures in a row, and keeps the last error', () => {
    fail(2);
    expect(circuit.state).toBe('closed');
    fail(1);
    expect(circuit.state).toBe('open');
    expect(circuit.lastError).toEqual(new Error('failure 0'));
  });

  it('does not open if a connection succeeds between the failures', () => {
    fail(2);
    circuit.reached();
    fail(2);
    expect(circuit.state).toBe('closed');
  });

  it('opens after a single failure if the failure is a time-out', () => {
    fail(1, true);
    expect(circuit.state).toBe('open');
  });

  it('becomes half-open after openMs, and closes when the API server is reached', () => {
    fail(3);
    now = 100;
    expect(circuit.state).toBe('half-open');
    circuit.reached();
    expect(circuit.state).toBe('closed');
    expect(circuit.lastError).toBeUndefined();
  });

  it('stays open twice as long after each failed probe, up to four times openMs', () => {
    fail(3);
    const lasted = [0, 1, 2, 3, 4].map(() => {
      const since = now;
      while (circuit.state === 'open') {
        now += 1;
      }
      fail(1);
      return now - since;
    });
    expect(lasted).toEqual([100, 200, 400, 400, 400]);
  });

  it('counts connections that fail together as one failure', () => {
    fail(64);
    now = 100;
    expect(circuit.state).toBe('half-open');
  });
});
