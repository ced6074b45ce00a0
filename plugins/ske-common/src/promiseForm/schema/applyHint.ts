import type { JsonObject } from '@backstage/types';
import { asList, asObject } from '../values/json';
import { authorAnnotations } from '../../annotations';
import type { FieldHint } from '../hints';
import { describePlace, isGiven, type Place } from './Place';
import { hideText } from './scalars';

/** The widgets that a form has for a type. */
const WIDGETS: Record<string, (form: JsonObject) => boolean> = {
  checkboxes: ({ type, items }) =>
    type === 'array' && asList(asObject(items)?.enum).length > 0,
  password: ({ type, enum: choices }) =>
    type === 'string' && choices === undefined,
  radio: form => form.type === 'boolean' || asList(form.enum).length > 0,
  range: ({ type, minimum, maximum }) =>
    (type === 'integer' || type === 'number') &&
    minimum !== undefined &&
    maximum !== undefined,
  select: form => form.type === 'boolean' || asList(form.enum).length > 0,
  textarea: ({ type }) => type === 'string',
  updown: ({ type }) => type === 'integer' || type === 'number',
  // Handled earlier; see convertSchema.
  yaml: () => true,
};

const SECRET_NAME_HELP =
  'The name of a Secret in the namespace of the request, never its content.';

/** Applies the hint of the Promise's author, or adds a notice that says why it cannot be applied. */
export function applyHint(
  form: JsonObject,
  hint: FieldHint,
  place: Place,
): JsonObject {
  const reject = (what: string) => {
    place.context.notices.add(
      `${authorAnnotations.form}: ${describePlace(place)} ${what}`,
    );
    return {};
  };
  const applied: JsonObject = {
    ...form,
    ...(hint.title && { title: hint.title }),
    ...(hint.placeholder && { 'ui:placeholder': hint.placeholder }),
    ...readWidget(form, hint, reject),
    ...readHidden(form, hint, place, reject),
  };
  return hint.secretName ? asSecretName(applied, reject) : applied;
}

function readWidget(
  form: JsonObject,
  { widget }: FieldHint,
  reject: (what: string) => JsonObject,
): JsonObject {
  if (!widget || widget === 'yaml') {
    return {};
  }
  const fits = Object.hasOwn(WIDGETS, widget) && WIDGETS[widget](form);
  if (!fits) {
    return reject(`cannot be shown by the widget "${widget}".`);
  }
  if (widget === 'password') {
    return hideText();
  }
  return {
    'ui:widget': widget,
    // The form only has checkboxes for a list with unique entries.
    ...(widget === 'checkboxes' && { uniqueItems: true }),
  };
}

/** The user must be able to leave a hidden field empty. */
function readHidden(
  form: JsonObject,
  { hidden }: FieldHint,
  place: Place,
  reject: (what: string) => JsonObject,
): JsonObject {
  if (!hidden) {
    return {};
  }
  return place.required && form.default === undefined && !isGiven(place)
    ? reject('cannot be hidden: it is required and has no default.')
    : { 'ui:widget': 'hidden' };
}

function asSecretName(
  form: JsonObject,
  reject: (what: string) => JsonObject,
): JsonObject {
  if (form.type !== 'string') {
    return { ...form, ...reject('cannot name a Secret: it is not a string.') };
  }
  const description = [form.description, SECRET_NAME_HELP]
    .filter(text => text)
    .join('\n\n');
  return {
    maxLength: 253,
    pattern:
      '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    errorMessage: { pattern: 'must be the name of a Secret' },
    'ui:placeholder': 'my-secret',
    ...form,
    description,
  };
}
