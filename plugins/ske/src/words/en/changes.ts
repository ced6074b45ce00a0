/** The texts of `changes`. Each key starts with `changes.`. */
export const changes = {
  'changes.table': 'Fields that have changed',
  'changes.field': 'Field',
  'changes.was': 'Was',
  'changes.now': 'Now',
  'changes.yours': 'Yours',
  'changes.result': 'Result',
  'changes.by': 'by {{name}}',
  'changes.choose': 'Value of {{field}}',
  'changes.takeYours': 'Yours',
  'changes.takeNow': 'Now',
  'changes.same': 'Both are the same',
  'changes.kind.live': 'Only the cluster changed it.',
  'changes.kind.mine': 'Only you changed it.',
  'changes.kind.conflict': 'You and the cluster changed it.',
  'changes.hidden': 'hidden, because it is long or looks like a secret',
  'changes.absent': 'absent',
} as const;
