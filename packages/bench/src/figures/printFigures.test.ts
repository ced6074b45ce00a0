import { figure } from './Figure';
import { summary, table } from './printFigures';

const met = figure('read.rps', 9, 'x', '>= 7');
const missed = figure('create.round_trips', 3, '', '<= 2');

describe('table', () => {
  it('aligns figure, value, goal and result', () => {
    expect(table([met, missed])).toEqual([
      'Figure              Measured  Goal    Result',
      'read.rps            9 x       >= 7 x  met',
      'create.round_trips  3         <= 2    MISSED',
    ]);
  });
});

describe('summary', () => {
  it('confirms that all goals are met', () => {
    expect(summary([met])).toEqual(['All 1 goals are met.']);
  });

  it('names the missed goals, and what to do next', () => {
    expect(summary([met, missed])).toEqual([
      '1 of 2 goals is missed:',
      '  create.round_trips is 3, and the goal is <= 2.',
      expect.stringContaining('packages/bench/README.md'),
    ]);
  });
});
