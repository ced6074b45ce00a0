import type { JsonValue } from '@backstage/types';
import { asObject } from '../../values';
import type { Words } from '../../words';
import {
  asUiSchema,
  isMultiSelect,
  isOfType,
  type FormSchema,
  type UiSchema,
} from '../field/FormSchema';
import { TextWidget, type TextOptions } from './TextWidget';

/**
 * The format that the form's theme shows with a widget of its own. The theme's widget for `date-time` can neither show nor produce a value with a time
 * zone, so such a value is a text.
 */
const OWN_WIDGET = 'date';

/** What a generated page has as the empty entry of a choice; the author of a Promise may have chosen another text. */
const NOT_SET = 'Not set';

/**
 * Adds our own text field to the ui schema of a page, whatever theme the form has. If the user removes a value, the field shows what the cluster sets instead,
 * and each entry of a choice gets a text that distinguishes it from the others.
 *
 * @param schema - with its defaults, which the form itself does not get
 */
export function withTextWidgets(
  schema: FormSchema,
  uiSchema: UiSchema,
  t: Words,
): UiSchema {
  const properties = Object.entries(asObject(schema.properties) ?? {}).map(
    ([name, property]): [string, UiSchema] => [
      name,
      withTextWidgets(asObject(property) ?? {}, asUiSchema(uiSchema[name]), t),
    ],
  );
  const items = asObject(schema.items);
  return {
    ...uiSchema,
    ...(isMultiSelect(schema) && { ...choiceOf(items ?? {}, t) }),
    ...scalarOf(schema, uiSchema, t),
    ...Object.fromEntries(properties),
    ...(items && {
      items: withTextWidgets(items, asUiSchema(uiSchema.items), t),
    }),
  };
}

function scalarOf(schema: FormSchema, uiSchema: UiSchema, t: Words): UiSchema {
  const absent = printDefault(schema.default);
  if (schema.enum !== undefined) {
    const placeholder = uiSchema['ui:placeholder'];
    const isRemovable = placeholder !== undefined;
    return {
      ...choiceOf(schema, t),
      ...(placeholder === NOT_SET && {
        'ui:placeholder': t('form.boolean.notSet'),
      }),
      ...(isRemovable &&
        absent !== undefined && {
          'ui:placeholder': t('form.absent.choice', { value: absent }),
        }),
    };
  }
  const isNumber = isOfType(schema, 'integer') || isOfType(schema, 'number');
  const isText = isOfType(schema, 'string');
  if (!isNumber && !isText) {
    return {};
  }
  const widget = uiSchema['ui:widget'];
  const isLong = widget === 'textarea';
  const isOwn =
    (widget === undefined || isLong) && schema.format !== OWN_WIDGET;
  const options: TextOptions = {
    ...(absent !== undefined && { absent }),
    ...(isLong && { isLong }),
  };
  return {
    ...(isOwn && { 'ui:widget': TextWidget }),
    'ui:options': { ...asUiSchema(uiSchema['ui:options']), ...options },
  };
}

/** The form would show an empty text as nothing, and the number 80 like the text "80". */
function choiceOf({ enum: choices }: FormSchema, t: Words): UiSchema {
  const values = Array.isArray(choices) ? choices : [];
  const texts = values.map(String);
  const isDouble = (text: string) =>
    texts.indexOf(text) !== texts.lastIndexOf(text);
  const nameOf = (value: JsonValue) => {
    if (value === '') {
      return t('form.emptyText');
    }
    return isDouble(String(value)) ? JSON.stringify(value) : String(value);
  };
  return texts.some(text => text === '' || isDouble(text))
    ? { 'ui:enumNames': values.map(nameOf) }
    : {};
}

function printDefault(value: JsonValue | undefined): string | undefined {
  return value === undefined || typeof value === 'object'
    ? undefined
    : JSON.stringify(value);
}
