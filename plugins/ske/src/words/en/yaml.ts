/** The texts of `yaml`. Each key starts with `yaml.`. */
export const yaml = {
  'yaml.label': '{{kind}} {{name}} as YAML',
  'yaml.managedFields': 'Managed fields',
  'yaml.wrap': 'Wrap lines',
  'yaml.reveal_one': 'Show {{count}} hidden value',
  'yaml.reveal_other': 'Show {{count}} hidden values',
  'yaml.copy': 'Copy',
  'yaml.copied': 'Copied',
  'yaml.inexact':
    'Whole numbers beyond 9007199254740991 are rounded here. Use kubectl to see the digits of {{fields}}.',
  'yaml.download': 'Download',
  'yaml.ambiguous':
    '{{name}} is {{source}}, which {{old}} reads as {{yaml11}} and YAML 1.2 as {{yaml12}}; write {{choices}} or {{last}}',
  'yaml.ambiguous.long':
    '{{name}} is read differently by YAML 1.1 (kubectl) and YAML 1.2; put it in quotes, or write it in another way',
  'yaml.ambiguous.unnamed': 'The value',
  'yaml.ambiguous.key':
    '{{key}} is a key that YAML 1.1 (kubectl) and YAML 1.2 read differently; put it in quotes',
  'yaml.ambiguous.merge':
    '<< is a merge key, which YAML 1.1 (kubectl) replaces with the content of its value and YAML 1.2 does not; write the merged keys out',
  'yaml.syntax.bracket':
    'A "{{bracket}}" is missing, or a line before it is not indented.',
  'yaml.syntax.openingBracket': 'No bracket is open that "{{bracket}}" closes.',
  'yaml.syntax.comma': 'An entry is missing before a comma.',
  'yaml.syntax.nested':
    'A mapping or list in brackets needs brackets of its own.',
  'yaml.syntax.quote': 'A closing {{quote}} is missing.',
  'yaml.syntax.escape':
    'A backslash between " starts an escape sequence, and this one does not exist. Double the backslash, or put the text between \'.',
  'yaml.syntax.indent':
    'The indentation differs. All entries of a mapping or list start in the same column.',
  'yaml.syntax.blockIndent':
    'A text after | or > is indented with spaces, further than its key.',
  'yaml.syntax.blockStart': 'A text after | or > starts on the next line.',
  'yaml.syntax.tab': 'Indent with spaces, not with tabs.',
  'yaml.syntax.twoColons':
    'A line has two colons, or it is indented below a value. Put a text that contains a colon in quotes.',
  'yaml.syntax.colon':
    'The colon after a key is missing, or an entry of a list stands beside keys.',
  'yaml.syntax.longKey': 'A key has more than 1024 characters.',
  'yaml.syntax.textKey':
    'A key must be a text. Put a value that starts with two braces in quotes.',
  'yaml.syntax.double': 'A key appears twice.',
  'yaml.syntax.list': 'A list starts on the line below its key.',
  'yaml.syntax.separator':
    'A space, a comma or a line break is missing between two parts.',
  'yaml.syntax.start':
    'A value cannot start with {{character}} unless it is in quotes.',
  'yaml.syntax.unexpected':
    'YAML expects no value here. Check the quotes and the indentation.',
  'yaml.syntax.alias': 'Aliases (*name) are not allowed; write the value out.',
  'yaml.syntax.anchor':
    'An anchor (&name) or an alias (*name) is not complete, or stands beside another one. Put a text that starts with & or * in quotes.',
  'yaml.syntax.tag':
    'A tag (!name) is not known or does not fit its value. Put a text that starts with ! in quotes.',
  'yaml.syntax.directive':
    'A line that starts with % is a directive, and this one is not known.',
  'yaml.syntax.documents': 'There is more than one document.',
  'yaml.syntax.deep': 'The text is nested too deeply.',
  'yaml.syntax.other': 'This is not valid YAML.',
} as const;
