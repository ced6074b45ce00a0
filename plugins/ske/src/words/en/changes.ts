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
  'changes.takesNow': 'Now, because only the cluster changed it',
  'changes.same': 'Both are the same',
  'changes.absent': 'absent',
} as const;
