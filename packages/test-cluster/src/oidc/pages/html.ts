/** Text that is already HTML. Use the `html` tag to make it. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Value = string | number | undefined | false | Html | readonly Html[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Escapes the values of a template for text and for quoted attributes.
 * It inserts `Html` values unchanged, and leaves out `undefined` and `false`.
 */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly Value[]
): Html {
  const parts = strings.map((part, index) =>
    index < values.length ? part + render(values[index]) : part,
  );
  return new Html(parts.join(''));
}

function render(value: Value): string {
  if (value === undefined || value === false) {
    return '';
  }
  if (value instanceof Html) {
    return value.text;
  }
  if (typeof value === 'object') {
    return value.map(part => part.text).join('');
  }
  return String(value).replace(/[&<>"']/g, character => ENTITIES[character]);
}
