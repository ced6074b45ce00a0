/**
 * The sentences of a form that is generated from a Promise, as `createPromiseTemplate` of the common package writes them. `translatePages` finds them by
 * these texts. Each key starts with `generated.`.
 */
export const generated = {
  'generated.page.metadata': '{{title}} Instance Metadata',
  'generated.page.specification': 'Specification',
  'generated.page.advanced': 'Advanced',
  'generated.page.others': 'Other fields',

  'generated.name':
    'Name for the request in the platform cluster. Lowercase letters, numbers, and hyphens; must start and end with a letter or number.',
  'generated.namespace':
    'Namespace for the request in the platform cluster. Lowercase letters, numbers, and hyphens; must start and end with a letter or number.',
  'generated.label':
    'must be lowercase letters, numbers, and hyphens, with a letter or number at both ends',
  'generated.names': 'must be one of {{values}}',
  'generated.match': 'must match {{pattern}}',
  'generated.secret':
    'The name of a Secret in the namespace of the request, never its content.',
  'generated.secret.error': 'must be the name of a Secret',

  'generated.default': 'Set by the cluster if left out: {{value}}.',
  'generated.default.unknown': 'Set by the cluster if left out.',
  'generated.default.unset':
    'This default is set neither by the form nor by the cluster: {{value}}.',
  'generated.noFields': 'It has no fields of its own.',
  'generated.keys.unique': 'No two entries may have the same {{names}}.',
  'generated.keys.required': 'It needs a row for each of these keys: {{keys}}.',
  'generated.rows':
    'Each row needs a key of its own and a value. Fill in what is missing, or remove the row.',

  'generated.format.bsonobjectid': 'A BSON object id: 24 hexadecimal digits.',
  'generated.format.byte': 'Base64, as in `aGVsbG8=`.',
  'generated.format.byte.error': 'must be Base64',
  'generated.format.cidr':
    'A network address, such as `10.0.0.0/16` or `fd00::/8`.',
  'generated.format.creditcard': 'A credit card number.',
  'generated.format.date': 'A date, such as `2026-01-31`.',
  'generated.format.dateTime':
    'Date and time with a time zone, such as `2026-01-31T08:00:00Z`.',
  'generated.format.dateTime.error':
    'must be a date and a time, such as 2026-01-31T08:00:00Z',
  'generated.format.email': 'An e-mail address, such as `ann@example.com`.',
  'generated.format.email.error': 'must be an e-mail address',
  'generated.format.duration': 'A duration, such as `1h30m` or `15s`.',
  'generated.format.hexcolor': 'A colour, such as `#ff8800`.',
  'generated.format.hostname': 'A host name, such as `db.example.com`.',
  'generated.format.isbn': 'An ISBN.',
  'generated.format.isbn10': 'An ISBN of ten digits.',
  'generated.format.isbn13': 'An ISBN of 13 digits.',
  'generated.format.shortName':
    'A name of at most 63 lower-case letters, digits and hyphens.',
  'generated.format.longName':
    'A name of at most 253 lower-case letters, digits, hyphens and dots.',
  'generated.format.mac': 'A MAC address, such as `00:1a:2b:3c:4d:5e`.',
  'generated.format.rgbcolor': 'A colour, such as `rgb(255,136,0)`.',
  'generated.format.ssn': 'A social security number.',
  'generated.format.uri': 'A URL, such as `https://example.com/path`.',
  'generated.format.uuid.error': 'must be a UUID',
  'generated.format.uuidVersion': 'A UUID of version {{version}}.',

  'generated.yaml': 'Written as YAML, because {{reason}}.',
  'generated.yaml.invalid': 'This is not valid YAML.',
  'generated.yaml.atLeastOne': 'This list needs at least 1 entry.',
  'generated.yaml.atLeast': 'This list needs at least {{number}} entries.',
  'generated.yaml.minProperties': 'Enter at least {{number}} {{noun}}.',
  'generated.yaml.maxProperties': 'Enter at most {{number}} {{noun}}.',
  'generated.why.asked': 'the Promise asks for it',
  'generated.why.notSimple': 'its entries are not simple',
  'generated.why.unknownType': 'its type is not known',
  'generated.why.embedded': 'it is a Kubernetes object of its own',
  'generated.why.choices': 'it is one of several objects or lists',
  'generated.why.deep': 'it is nested too deeply',
  'generated.why.large': 'it has too many fields for a form',
  'generated.why.reserved':
    'it has a field "{{name}}", which no Backstage template can send',
  'generated.why.names': 'some of its field names cannot be shown in a form',
  'generated.why.twins':
    'the catalog takes no two field names that differ in upper and lower case only',
  'generated.why.anyEntry': 'its entries can be anything',
  'generated.why.manyEntries': 'it needs at least {{number}} entries',
  'generated.why.anyContent': 'it can hold anything',
  'generated.why.anything': 'it can be anything',

  'generated.moreNames': '{{number}} other fields',
  'generated.choose.one': 'Choose exactly one: {{choices}}.',
  'generated.choose.atMostOne': 'Choose at most one: {{choices}}.',
  'generated.fill.atLeast': 'Fill in at least {{number}} of {{names}}.',
  'generated.fill.atMost': 'Fill in at most {{number}} of {{names}}.',
  'generated.fill.all': 'Fill in all of {{names}}, or none of them.',
  'generated.fill.too': 'If {{first}} is filled in, fill in {{second}} too.',
  'generated.fill.one': '{{name}} must be filled in.',
  'generated.fill.none': '{{name}} must stay empty.',
  'generated.fill.rule': 'The rule for {{names}} must be met: {{code}}.',
  'generated.rule.atLeastOne':
    'At least one of these must be true: {{conditions}}.',
  'generated.rule.exactlyOne':
    'Exactly one of these must be true: {{conditions}}.',
  'generated.rule.atLeastOneOf':
    'At least one of {{number}} rules for this field must be met.',
  'generated.rule.exactlyOneOf':
    'Exactly one of {{number}} rules for this field must be met.',
  'generated.rule.all': 'This must be true: {{conditions}}.',
  'generated.rule.allUnnamed': 'A rule for this field must be met.',
  'generated.rule.not': 'This must not be true: {{conditions}}.',
  'generated.rule.notUnnamed': 'A rule for this field excludes this value.',
  'generated.condition.filled': '{{name}} is filled in',
  'generated.condition.self': 'it is {{values}}',
  'generated.condition.value': '{{name}} is {{values}}',

  'generated.checked.multipleOf':
    'Checked by the cluster: a multiple of {{number}}.',
  'generated.checked.atLeast': 'Checked by the cluster: at least `{{number}}`.',
  'generated.checked.moreThan':
    'Checked by the cluster: more than `{{number}}`.',
  'generated.checked.atMost': 'Checked by the cluster: at most `{{number}}`.',
  'generated.checked.lessThan':
    'Checked by the cluster: less than `{{number}}`.',
  'generated.checked.noValue':
    'Checked by the cluster: it accepts no value, because the {{keyword}} {{number}} is not valid for this type.',
  'generated.checked.match': 'Checked by the cluster: must match {{pattern}}.',
  'generated.checked.object':
    'Checked by the cluster: its apiVersion, kind and metadata.',
  'generated.checked.fields': 'Checked by the cluster: the fields in it.',
  // Any other rule, so it is the last one that is tried.
  'generated.checked': 'Checked by the cluster: {{rule}}',
} as const;
