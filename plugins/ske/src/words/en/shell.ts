/** The texts of `shell`. Each key starts with `shell.`. */
export const shell = {
  'shell.platform': 'Platform',
  'shell.services': 'Services',
  'shell.resources': 'My resources',
  'shell.diagnosis': 'Diagnosis',
  'shell.preview': 'Form preview',
  'shell.notFound.title': 'This page does not exist',
  'shell.notFound.text':
    'The address may be incomplete, or the link may be old. Start at one of these pages.',
} as const;
