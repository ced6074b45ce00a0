import type { JsonObject } from '@backstage/types';
import type { PageSchema } from '../form';

/** Makes the namespace a choice, on the page that asks for it. */
export function withNamespaceChoice(
  pages: readonly PageSchema[],
  names: readonly string[] | undefined,
): readonly PageSchema[] {
  if (!names || names.length === 0) {
    return pages;
  }
  return pages.map(page => {
    const properties = page.properties as JsonObject | undefined;
    const field = properties?.objnamespace as JsonObject | undefined;
    if (!field) {
      return page;
    }
    const {
      'ui:field': _field,
      pattern: _pattern,
      default: preset,
      ...kept
    } = field;
    return {
      ...page,
      properties: {
        ...properties,
        objnamespace: {
          ...kept,
          enum: [...names],
          ...(names.includes(String(preset)) && { default: preset }),
        },
      },
    };
  });
}

/** Whether a page asks for the namespace. If no page asks, the author of the Promise has hidden the field. */
export function asksNamespace(pages: readonly PageSchema[]): boolean {
  return pages.some(
    ({ properties }) =>
      (properties as JsonObject | undefined)?.objnamespace !== undefined,
  );
}

/** The namespace in which a new form starts: the namespace that the user chose last, if it can be chosen. */
export function firstNamespace(
  names: readonly string[] | undefined,
  remembered: string | undefined,
): string | undefined {
  if (!names) {
    return remembered;
  }
  if (remembered !== undefined && names.includes(remembered)) {
    return remembered;
  }
  return names.includes('default') ? 'default' : names[0];
}
