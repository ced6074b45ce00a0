/** A word that the hints can contain, and what it means. */
export interface HintKey {
  label: string;
  info: string;
}

/** The keys of the annotation `kratix-portal.io/form`. */
export const formKeys: readonly HintKey[] = [
  { label: 'pages', info: 'Pages with a title and the fields they show' },
  { label: 'order', info: 'The properties of the spec that come first' },
  { label: 'fields', info: 'Hints for single fields, by their path' },
  { label: 'singlePage', info: 'true: one page for the spec' },
  { label: 'hideNamespace', info: 'true: the form asks for no namespace' },
];

/** The keys of a page. */
export const pageKeys: readonly HintKey[] = [
  { label: 'title', info: 'The title of the page' },
  { label: 'description', info: 'A text below the title' },
  { label: 'fields', info: 'The properties of the spec on this page' },
];

/** The keys of a hint for one field. */
export const fieldKeys: readonly HintKey[] = [
  { label: 'title', info: 'The title of the field' },
  { label: 'help', info: 'Markdown below the description' },
  { label: 'placeholder', info: 'An example in the empty field' },
  { label: 'widget', info: 'How the field looks' },
  { label: 'hidden', info: 'true: the field is not shown' },
  { label: 'advanced', info: 'true: the field comes last' },
  { label: 'secretName', info: 'true: the text names a Secret' },
  { label: 'order', info: 'The fields of an object that come first' },
];

const widgets: readonly HintKey[] = [
  { label: 'textarea', info: 'Several lines' },
  { label: 'password', info: 'Hides the text' },
  { label: 'radio', info: 'One of a few, all visible' },
  { label: 'select', info: 'One of a list' },
  { label: 'range', info: 'A slider' },
  { label: 'updown', info: 'A number with buttons' },
  { label: 'checkboxes', info: 'Several of a list' },
  { label: 'yaml', info: 'A text area for YAML' },
];

const flags: readonly HintKey[] = [
  { label: 'true', info: 'Yes' },
  { label: 'false', info: 'No' },
];

/** The values of a key, where there are only a few. */
export const valuesOfKey: Readonly<Record<string, readonly HintKey[]>> = {
  widget: widgets,
  hidden: flags,
  advanced: flags,
  secretName: flags,
  singlePage: flags,
  hideNamespace: flags,
};

/** Annotations of a Promise that the portal reads. */
export const annotationKeys: readonly HintKey[] = [
  { label: 'kratix-portal.io/form: |', info: 'Hints for the form, as YAML' },
  ...['title', 'description', 'tags', 'type', 'lifecycle', 'owner'].map(
    name => ({
      label: `ske.backstage.template/${name}: `,
      info: `The ${name} of the Template`,
    }),
  ),
];
