/** The texts of `editor`. Each key starts with `editor.`. */
export const editor = {
  'editor.hint':
    'Ctrl+Space proposes fields and values. Escape and then Tab leaves the editor.',
  'editor.hintReadOnly': 'This text cannot be changed here.',
  'editor.escaped': 'Press Tab to leave the editor.',
  'editor.immutable': 'This field cannot be changed after it was set.',
  'editor.restored':
    'The text was pasted, but what cannot be changed stays as it was. {{reason}}',
  'editor.secret': 'Hidden, because it looks like a secret',
  'editor.covered':
    'Hidden values are sent as they are. To replace one without seeing it, delete it and type another.',
  'editor.line': 'Line {{line}}',
  'editor.severity.error': 'Error:',
  'editor.severity.warning': 'Warning:',
  'editor.problems_one': '{{count}} problem',
  'editor.problems_other': '{{count}} problems',
  'editor.problem.syntax': 'This is not valid YAML: {{details}}',
  'editor.problem.type': '{{field}} must be of the type {{details}}.',
  'editor.problem.value': '{{field}} must be one of these: {{details}}.',
  'editor.problem.required': '{{details}} is missing here.',
  'editor.problem.unknown':
    'The API does not know {{field}}. The cluster drops such a field.',
  'editor.problem.pattern': '{{field}} must match {{details}}.',
  'editor.problem.minimum': '{{field}} must be {{details}} or more.',
  'editor.problem.maximum': '{{field}} must be {{details}} or less.',
  'editor.problem.length': '{{field}} must have {{details}} characters.',
  'editor.problem.inexact':
    '{{field}} is a whole number beyond 9007199254740991, which the portal cannot read or send exactly. Use kubectl for this value.',
  'editor.problem.ambiguous':
    'YAML 1.1 (kubectl) and YAML 1.2 read {{field}} differently: {{details}}. Put the value in quotes, or write the value that you mean.',
  'editor.problem.ambiguousKey':
    'YAML 1.1 (kubectl) and YAML 1.2 read the key {{details}} differently. Put it in quotes.',
} as const;
