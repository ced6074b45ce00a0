/** The texts of `form`. Each key starts with `form.`. */
export const form = {
  'form.pages': 'Steps of the form',
  'form.back': 'Back',
  'form.next': 'Next',
  'form.causes_one': 'The cluster rejects 1 field.',
  'form.causes_other': 'The cluster rejects {{count}} fields.',
  'form.causes.open': 'Go to the field',
  'form.causes.openOf': 'Go to the field {{field}}',
  'form.causes.noField': '(The form has no field for {{field}}.)',
} as const;
