/** The texts of `form`. Each key starts with `form.`. */
export const form = {
  'form.pages': 'Steps of the form',
  'form.list.entry': 'Entry',
  'form.list.up': 'Move {{name}} up',
  'form.list.down': 'Move {{name}} down',
  'form.list.remove': 'Remove {{name}}',
  'form.back': 'Back',
  'form.next': 'Next',
  'form.causes_one': 'The cluster rejects 1 field.',
  'form.causes_other': 'The cluster rejects {{count}} fields.',
  'form.causes.open': 'Go to the field',
  'form.causes.openOf': 'Go to the field {{field}}',
  'form.causes.noField': '(The form has no field for {{field}}.)',
  'form.mode': 'How to write it',
  'form.mode.form': 'Form',
  'form.mode.yaml': 'YAML',
  'form.hidden_one': 'The form has no field for {{fields}}. It is kept.',
  'form.hidden_other': 'The form has no fields for {{fields}}. They are kept.',
  'form.yaml.blocked':
    'Correct the text first. Until then the form cannot show it.',
} as const;
