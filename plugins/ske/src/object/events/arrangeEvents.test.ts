import type { ResourceEvent } from '@kratix-portal/plugin-ske-common';
import { arrangeEvents } from './arrangeEvents';

const event = (reason: string, type = 'Normal', count = 1): ResourceEvent => ({
  reason,
  type,
  count,
  message: reason,
  firstSeen: '2026-11-29T10:00:00Z',
  lastSeen: '2026-11-29T10:00:00Z',
});
const all = [
  event('ReconcileSucceeded'),
  event('ReconcileStarted', 'Normal', 12),
  event('ConfigureWorkflowFailed', 'Warning'),
  event('PipelineStarted'),
];
const reasonsOf = ({ events }: { events: readonly ResourceEvent[] }) =>
  events.map(({ reason }) => reason);

describe('arrangeEvents', () => {
  it('leaves out what Kratix reports at every reconciliation and counts it', () => {
    const arranged = arrangeEvents(all, {
      warningsFirst: false,
      showNoise: false,
    });
    expect(reasonsOf(arranged)).toEqual([
      'ReconcileSucceeded',
      'ConfigureWorkflowFailed',
      'PipelineStarted',
    ]);
    expect(arranged).toMatchObject({ foldedReports: 12, warnings: 1 });
  });

  it('shows warnings first and keeps the order otherwise', () => {
    expect(
      reasonsOf(arrangeEvents(all, { warningsFirst: true, showNoise: true })),
    ).toEqual([
      'ConfigureWorkflowFailed',
      'ReconcileSucceeded',
      'ReconcileStarted',
      'PipelineStarted',
    ]);
  });

  it('never leaves out a warning', () => {
    const warning = event('ReconcileStarted', 'Warning');
    expect(
      arrangeEvents([warning], { warningsFirst: false, showNoise: false }),
    ).toEqual({ events: [warning], foldedReports: 0, warnings: 1 });
  });
});
